namespace OrleansTwin.Detection.Sigma;

/// <summary>A rule that could not be decided for an event. It is neither a match nor a miss.</summary>
public sealed record SigmaFailure(int Rule, string Reason);
