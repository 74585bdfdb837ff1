using Orleans;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Model.Responses;

/// <summary>One action on one target, with all that a person must know before it is done.</summary>
[GenerateSerializer, Immutable, Alias("ot.raction")]
public sealed record PlannedAction
{
    /// <summary>The same action on the same target has the same id in every plan.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>Which action of the catalogue (<c>aws.iam.deactivate-access-key</c>).</summary>
    [Id(1)] public required string Action { get; init; }

    [Id(2)] public required string Title { get; init; }

    [Id(3)] public required EntityId Target { get; init; }

    /// <summary>Why it is proposed.</summary>
    [Id(4)] public required string Why { get; init; }

    /// <summary>Event ids that <see cref="Why"/> rests on.</summary>
    [Id(5)] public ValueArray<string> Evidence { get; init; }

    /// <summary>The worst of <see cref="Checks"/>, and of the guard rails.</summary>
    [Id(6)] public required Readiness Readiness { get; init; }

    [Id(7)] public ValueArray<PlanCheck> Checks { get; init; }

    [Id(8)] public required PlanCommand Command { get; init; }

    [Id(9)] public required PlanCall Call { get; init; }

    /// <summary>What stops working, with counts of the last 30 days where they are known.</summary>
    [Id(10)] public ValueArray<PlanEffect> Breaks { get; init; }

    /// <summary>What goes on in spite of it.</summary>
    [Id(11)] public ValueArray<PlanRemainder> DoesNotStop { get; init; }

    [Id(12)] public required PlanRollback Rollback { get; init; }

    [Id(13)] public required PlanProof Proof { get; init; }

    [Id(14)] public required PlanGuard Guard { get; init; }
}
