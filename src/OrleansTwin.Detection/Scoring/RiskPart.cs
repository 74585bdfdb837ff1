namespace OrleansTwin.Detection.Scoring;

/// <summary>What one signal adds to a risk.</summary>
/// <param name="Signal">Signal id.</param>
/// <param name="AgeHours">Hours of event time since the signal, rounded down.</param>
/// <param name="Adds">Decayed score, in thousandths.</param>
public sealed record RiskPart(string Signal, string Rule, int Score, long AgeHours, long Adds);
