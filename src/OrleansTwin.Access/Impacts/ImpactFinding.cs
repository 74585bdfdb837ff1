using Orleans;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Access.Impacts;

/// <summary>One thing a change means for one entity, with the sentence that says why. A possible one is never above medium (CONTRACTS).</summary>
[GenerateSerializer, Immutable, Alias("ot.ifinding")]
public sealed record ImpactFinding
{
    [Id(0)] public FindingKind Kind { get; init; }

    [Id(1)] public Severity Severity { get; init; }

    [Id(2)] public Certainty Certainty { get; init; }

    /// <summary>One sentence without a full stop.</summary>
    [Id(3)] public string Reason { get; init; } = string.Empty;

    /// <summary>What a possible finding takes for granted.</summary>
    [Id(4)] public ValueArray<string> Assumes { get; init; }

    [Id(5)] public EntityId Entity { get; init; }

    public static ImpactFinding Certain(FindingKind kind, Severity severity, EntityId entity, string reason) =>
        new() { Kind = kind, Severity = severity, Certainty = Certainty.Certain, Entity = entity, Reason = reason };

    /// <summary>Possible with its assumptions and at most medium; with none it is certain.</summary>
    public static ImpactFinding Assuming(FindingKind kind, Severity severity, EntityId entity, string reason, IEnumerable<string> assumes)
    {
        var sentences = assumes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToValueArray();
        return sentences.IsEmpty
            ? Certain(kind, severity, entity, reason)
            : new()
            {
                Kind = kind,
                Severity = severity > Severity.Medium ? Severity.Medium : severity,
                Certainty = Certainty.Possible,
                Entity = entity,
                Reason = reason,
                Assumes = sentences,
            };
    }
}
