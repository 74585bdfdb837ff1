using Orleans;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Model.Responses;

/// <summary>
/// What the log must show for an action to count as proven: one of the calls, on the target, done; and where <see cref="Silent"/> names an
/// actor or a key, no later success of it.
/// </summary>
[GenerateSerializer, Immutable, Alias("ot.rproof")]
public sealed record PlanProof
{
    [Id(0)] public required string Text { get; init; }

    [Id(1)] public required string Service { get; init; }

    /// <summary>Names of the call in the log; any of them.</summary>
    [Id(2)] public ValueArray<string> Operations { get; init; }

    /// <summary>What the record must name: any of these.</summary>
    [Id(3)] public ValueArray<EntityId> Targets { get; init; }

    /// <summary>Whose successful calls after <see cref="Grace"/> would show that it did not work; none: nothing is watched.</summary>
    [Id(4)] public EntityId Silent { get; init; }

    /// <summary>How long the change takes to reach everywhere.</summary>
    [Id(5)] public TimeSpan Grace { get; init; }

    /// <summary>How long the log is watched before "not proven" is said.</summary>
    [Id(6)] public required TimeSpan Within { get; init; }
}
