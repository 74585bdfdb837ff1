using Orleans;

namespace OrleansTwin.Grains.Abstractions;

/// <summary>How far a worked-out answer reaches.</summary>
/// <param name="Revision">The shards' revisions it was worked out from; equal text means the same answer.</param>
/// <param name="LastEvent">Latest event time in it; null where there is no event yet.</param>
/// <param name="Problem">Null, or why the answer is not complete, in words.</param>
[GenerateSerializer, Immutable, Alias("ot.q.stamp")]
public sealed record LiveStamp(
    [property: Id(0)] string Revision,
    [property: Id(1)] DateTimeOffset? LastEvent,
    [property: Id(2)] string? Problem);
