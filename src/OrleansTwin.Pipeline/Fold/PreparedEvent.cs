using Orleans;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;
using OrleansTwin.Pipeline.Settle;
using OrleansTwin.Twin.Lineage;

namespace OrleansTwin.Pipeline.Fold;

/// <summary>
/// One event ready for its shard: identity, order, and what it says about each entity. Made on a reader's worker;
/// nothing in it depends on other events.
/// </summary>
[Immutable, GenerateSerializer, Alias("ot.prepared")]
public sealed record PreparedEvent
{
    [Id(0)] public required EventOrder Order { get; init; }

    /// <summary>64-bit fingerprint of the event's identity (CONTRACTS, "Identity of an event, and copies").</summary>
    [Id(1)] public required ulong Fingerprint { get; init; }

    [Id(2)] public required string Account { get; init; }

    [Id(3)] public ValueArray<Contribution> Contributions { get; init; }

    /// <summary>Signals decided from the event alone.</summary>
    [Id(4)] public ValueArray<Signal> Signals { get; init; }

    [Id(5)] public Mint? Mint { get; init; }

    /// <summary>The event as history keeps it.</summary>
    [Id(6)] public required EventRecord Record { get; init; }

    /// <summary>A write, a denial or a sensitive read: part of the story of its actor whatever else is known.</summary>
    [Id(7)] public bool Notable { get; init; }

    /// <summary>Rank of this copy: the least of equal identity wins (complete before truncated, then source name).</summary>
    [Id(8)] public string CopyRank { get; init; } = string.Empty;

    /// <summary>What a snapshot tells: state at a time, no event that happened.</summary>
    public bool IsState => Record.Source == RecordFormat.Snapshot;

    /// <summary>Set where the record says that records of its window were lost.</summary>
    [Id(9)] public LostWindow? Lost { get; init; }
}
