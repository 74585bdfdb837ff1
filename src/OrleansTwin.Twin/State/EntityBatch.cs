using Orleans;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;
using OrleansTwin.Twin.Baselines;

namespace OrleansTwin.Twin.State;

/// <summary>What a batch of events says about one entity, folded: its changes, its observations summed by value and hour, and the events its windows keep.</summary>
[GenerateSerializer, Immutable, Alias("ot.ebatch")]
public sealed record EntityBatch
{
    [Id(0)] public required EntityId Entity { get; init; }

    [Id(1)] public ValueArray<ResourceChange> Changes { get; init; }

    [Id(2)] public ValueArray<Observation> Observations { get; init; }

    [Id(3)] public ValueArray<KeptEvent> Kept { get; init; }

    /// <summary>Number of distinct events folded in.</summary>
    [Id(4)] public int Events { get; init; }

    /// <summary>Earliest and latest position among them.</summary>
    [Id(5)] public long FirstTicks { get; init; }

    [Id(6)] public long LastTicks { get; init; }

    /// <summary>Positions whose changes and kept events go before those of the batch come: a better copy of the event says something else.</summary>
    [Id(7)] public ValueArray<EventOrder> Withdrawn { get; init; }

    /// <summary>Mentions of the entity, the earliest of each <see cref="MentionKey"/>.</summary>
    [Id(8)] public ValueArray<ResourceChange> Mentions { get; init; }

    /// <summary>What rules said of the entity's calls at or after the first position of the batch, by time: its past has a say in it. No part of the state.</summary>
    [Id(9)] public ValueArray<SignalAsk> Asks { get; init; }
}
