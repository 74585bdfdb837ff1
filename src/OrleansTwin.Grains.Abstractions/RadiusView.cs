using Orleans;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Grains.Abstractions;

/// <summary>What somebody who holds an entity could reach from it, as of a time: worst first (jewels, data, sure before possible, near before far).</summary>
[GenerateSerializer, Immutable, Alias("ot.q.radius")]
public sealed record RadiusView
{
    [Id(0)] public required LiveStamp Stamp { get; init; }

    [Id(1)] public EntityId Id { get; init; }

    [Id(2)] public DateTimeOffset? At { get; init; }

    [Id(3)] public int Count { get; init; }

    [Id(4)] public int CrownJewels { get; init; }

    [Id(5)] public ValueArray<ReachedEntity> Entities { get; init; }

    [Id(6)] public int More { get; init; }

    /// <summary>False where a bound of hops or entities cut the walk.</summary>
    [Id(7)] public bool Complete { get; init; }

    /// <summary>Policies of what is within reach that were not seen: there more may be in reach.</summary>
    [Id(8)] public ValueArray<UnseenPart> NotKnown { get; init; }

    [Id(9)] public int MoreNotKnown { get; init; }
}
