using OrleansTwin.Model.Values;

namespace OrleansTwin.Detection.Scoring;

/// <summary>Risk of an entity as of a time: 0–100, the decayed sum in thousandths, and its heaviest inputs.</summary>
/// <param name="More">Inputs that added something and are not listed.</param>
public sealed record EntityRisk(int Value, long SumMilli, ValueArray<RiskPart> Inputs, int More);
