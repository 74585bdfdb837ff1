using OrleansTwin.Incidents.Knowledge;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Signals;

namespace OrleansTwin.Incidents.Correlation;

/// <summary>The kinds of link as data (<c>Data/links.json</c>).</summary>
internal sealed record LinkKnowledge(LinkRule[] Kinds, LinkKind[][] WeakPairs, string[] NeverLinks, Severity ImpactSeverity)
{
    private const string Anyone = "*";

    public static LinkKnowledge Current { get; } = EmbeddedJson.Read<LinkKnowledge>("links.json");

    public LinkRule Of(LinkKind kind) => Array.Find(Kinds, rule => rule.Kind == kind) ?? throw new InvalidOperationException($"links.json does not describe {kind}");

    /// <summary>An id that may join signals: named, and not one behind which everybody stands.</summary>
    public bool MayLink(EntityId id) => !id.IsNone && id.Value != Anyone && !Pattern.MatchesAny(NeverLinks, id.Value);
}
