using OrleansTwin.Incidents.Knowledge;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Signals;

namespace OrleansTwin.Incidents.Correlation;

/// <summary>The kinds of link as data (<c>Data/links.json</c>).</summary>
internal sealed record LinkKnowledge(LinkRule[] Kinds, LinkKind[][] WeakPairs, string[] NeverLinks, Severity ImpactSeverity, Severity BridgeSeverity)
{
    private const string Anyone = "*";

    public static LinkKnowledge Current { get; } = EmbeddedJson.Read<LinkKnowledge>("links.json");

    public LinkRule Of(LinkKind kind) => Array.Find(Kinds, rule => rule.Kind == kind) ?? throw new InvalidOperationException($"links.json does not describe {kind}");

    /// <summary>An id that may join signals: named, and not one behind which everybody stands.</summary>
    public bool MayLink(EntityId id) => !id.IsNone && id.Value != Anyone && !Pattern.MatchesAny(NeverLinks, id.Value);

    /// <summary>Severe enough to join others when it is part of an alert.</summary>
    public bool MayBridge(Signal signal) => signal.Severity >= BridgeSeverity;

    /// <summary>The shorter of both windows.</summary>
    public TimeSpan WindowOf(LinkKind first, LinkKind second, bool isLeaf = false)
    {
        var (one, other) = (Of(first).WindowOf(isLeaf), Of(second).WindowOf(isLeaf));
        return one < other ? one : other;
    }

    /// <summary>Kinds that go from what made something possible to what followed.</summary>
    public static bool IsDirected(LinkKind kind) => kind is LinkKind.TouchedResource or LinkKind.EnablingChange or LinkKind.Change;

    /// <summary>How long after its sink a source may lie: a change and an act of its maker belong together whichever came first.</summary>
    public static TimeSpan After(LinkRule rule, TimeSpan window) => rule.Kind == LinkKind.Change ? window : TimeSpan.Zero;

    /// <summary>Kinds by which an act is of an alert's actor.</summary>
    public static IReadOnlyList<LinkKind> Doers { get; } = [LinkKind.Session, LinkKind.Credential, LinkKind.Lineage];

    /// <summary>Kinds by which an act leads to another alert.</summary>
    public static IReadOnlyList<LinkKind> Deeds { get; } = [LinkKind.EnablingChange, LinkKind.TouchedResource];

    /// <summary>A leaf that may stand between two cores as the act that joins them.</summary>
    public bool MayAct(LinkNode node) => node is { IsCore: false, Signal: not null, Sources.Count: > 0 } && MayBridge(node.Signal);
}
