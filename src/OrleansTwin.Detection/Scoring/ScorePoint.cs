namespace OrleansTwin.Detection.Scoring;

/// <summary>One summand of a score.</summary>
public sealed record ScorePoint(string Name, int Points);
