namespace OrleansTwin.Detection.Sigma;

/// <summary>A compiled part of a detection.</summary>
internal delegate bool SigmaPredicate(ISigmaEvent record);
