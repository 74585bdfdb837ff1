using Orleans;
using OrleansTwin.Model.Ids;

namespace OrleansTwin.Grains.Abstractions;

/// <summary>A search for entities; what is null does not narrow. <see cref="After"/> is the last id of the page before.</summary>
[GenerateSerializer, Immutable, Alias("ot.q.entityquery")]
public sealed record EntityQuery
{
    public const int TextMax = 256;

    [Id(0)] public string? Text { get; init; }

    [Id(1)] public EntityKind? Kind { get; init; }

    [Id(2)] public string? Type { get; init; }

    [Id(3)] public string After { get; init; } = string.Empty;

    [Id(4)] public int Max { get; init; } = 100;
}
