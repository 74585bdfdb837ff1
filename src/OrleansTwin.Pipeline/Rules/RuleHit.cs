using OrleansTwin.Detection.Sigma;

namespace OrleansTwin.Pipeline.Rules;

/// <summary>A rule that matched an event, and the fields that made it.</summary>
public sealed record RuleHit(SigmaMetadata Rule, IReadOnlyList<SigmaMatchedField> Fields);
