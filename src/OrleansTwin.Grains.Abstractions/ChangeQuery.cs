using Orleans;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Signals;

namespace OrleansTwin.Grains.Abstractions;

/// <summary>Which changes: of event time in [from, to), on or by an entity, of a severity or above; what is null does not narrow.</summary>
[GenerateSerializer, Immutable, Alias("ot.q.changequery")]
public sealed record ChangeQuery
{
    [Id(0)] public DateTimeOffset? From { get; init; }

    [Id(1)] public DateTimeOffset? To { get; init; }

    [Id(2)] public EntityId? Entity { get; init; }

    [Id(3)] public Severity Severity { get; init; }

    [Id(4)] public int Max { get; init; } = 100;
}
