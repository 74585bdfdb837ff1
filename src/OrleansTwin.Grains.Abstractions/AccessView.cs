using Orleans;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Grains.Abstractions;

/// <summary>
/// What an entity may do and who can touch it, by the policies and network rules that the logs told, as of a time. What was not seen
/// stands in <see cref="NotKnown"/>: a row that is not there means "no" only where nothing of it is listed there.
/// </summary>
[GenerateSerializer, Immutable, Alias("ot.q.access")]
public sealed record AccessView
{
    [Id(0)] public required LiveStamp Stamp { get; init; }

    [Id(1)] public EntityId Id { get; init; }

    [Id(2)] public DateTimeOffset? At { get; init; }

    /// <summary>What it may do, itself or as the role it runs as.</summary>
    [Id(3)] public ValueArray<Gain> May { get; init; }

    /// <summary>Whether it is administrator of its account. Null for what acts as nobody.</summary>
    [Id(4)] public AdminView? Admin { get; init; }

    /// <summary>Who can step onto it, surest first.</summary>
    [Id(5)] public ValueArray<AccessHolder> Holders { get; init; }

    [Id(6)] public int MoreHolders { get; init; }

    [Id(7)] public Exposure Exposure { get; init; }

    [Id(8)] public Certainty ExposureCertainty { get; init; }

    [Id(9)] public ValueArray<string> ExposureWhy { get; init; }

    [Id(10)] public ValueArray<UnseenPart> NotKnown { get; init; }

    [Id(11)] public int MoreNotKnown { get; init; }
}
