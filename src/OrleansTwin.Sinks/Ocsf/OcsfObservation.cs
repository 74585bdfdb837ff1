namespace OrleansTwin.Sinks.Ocsf;

/// <summary>Our explanation of a signal, in the free part of an evidence.</summary>
internal sealed record OcsfObservation(string Dimension, string Observed, string Expected, string Window);
