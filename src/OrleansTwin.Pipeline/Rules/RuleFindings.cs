namespace OrleansTwin.Pipeline.Rules;

/// <summary>What the rules say of one event: those that speak for themselves, with the fields that made them match, and what correlations keep.</summary>
public sealed record RuleFindings(IReadOnlyList<RuleHit> Hits, IReadOnlyList<Model.Events.RuleMatch> Kept)
{
    public static RuleFindings None { get; } = new([], []);
}
