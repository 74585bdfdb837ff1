using Orleans;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Grains.Abstractions;

/// <summary>The cheapest paths without loops from one entity to another, as of a time.</summary>
[GenerateSerializer, Immutable, Alias("ot.q.paths")]
public sealed record PathsView
{
    [Id(0)] public required LiveStamp Stamp { get; init; }

    [Id(1)] public EntityId From { get; init; }

    [Id(2)] public EntityId To { get; init; }

    [Id(3)] public DateTimeOffset? At { get; init; }

    [Id(4)] public PathVerdict Verdict { get; init; }

    [Id(5)] public ValueArray<PathView> Paths { get; init; }

    [Id(6)] public ValueArray<UnseenPart> NotKnown { get; init; }

    [Id(7)] public int MoreNotKnown { get; init; }
}
