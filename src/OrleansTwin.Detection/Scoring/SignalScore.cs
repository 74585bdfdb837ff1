using OrleansTwin.Model.Values;

namespace OrleansTwin.Detection.Scoring;

/// <summary>A score of 0–100 and what it is made of.</summary>
public sealed record SignalScore(int Value, ValueArray<ScorePoint> Points);
