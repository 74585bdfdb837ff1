using Orleans;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Model.Entities;

/// <summary>An entity as of a time: one line of <c>entities.jsonl</c>, one answer of the query API.</summary>
[GenerateSerializer, Immutable, Alias("ot.view")]
public sealed record EntityView
{
    [Id(0)] public required EntityId Id { get; init; }

    [Id(1)] public Cloud Cloud { get; init; }

    [Id(2)] public string? Account { get; init; }

    [Id(3)] public string? Region { get; init; }

    [Id(4)] public required string Type { get; init; }

    [Id(5)] public EntityKind Kind { get; init; }

    [Id(6)] public string? Name { get; init; }

    [Id(7)] public EntityLife State { get; init; }

    [Id(8)] public DateTimeOffset? FirstSeen { get; init; }

    [Id(9)] public DateTimeOffset? LastSeen { get; init; }

    /// <summary>Number of distinct changes.</summary>
    [Id(10)] public int Version { get; init; }

    [Id(11)] public ValueArray<KeyValuePair<string, string>> Tags { get; init; }

    [Id(12)] public CrownJewel? CrownJewel { get; init; }

    [Id(13)] public Exposure Exposure { get; init; }

    /// <summary>0–100; null where nothing was judged.</summary>
    [Id(14)] public int? Risk { get; init; }

    [Id(15)] public ValueArray<Relationship> Relations { get; init; }

    [Id(16)] public required Knowledge Knowledge { get; init; }

    /// <summary>JSON text of the configuration as known; attributes not known are left out.</summary>
    [Id(17)] public string Config { get; init; } = "{}";
}
