using Orleans;

namespace OrleansTwin.Twin.Baselines;

/// <summary>Who did the least event of an observation, from where and on what; null where the record does not say.</summary>
[GenerateSerializer, Immutable, Alias("ot.octx")]
public sealed record ObservationContext
{
    public static ObservationContext None { get; } = new();

    [Id(0)] public string? Address { get; init; }

    [Id(1)] public string? Agent { get; init; }

    [Id(2)] public string? Credential { get; init; }

    /// <summary>Principal's entity id.</summary>
    [Id(3)] public string? Principal { get; init; }

    [Id(4)] public string? Session { get; init; }

    [Id(5)] public string? SourceIdentity { get; init; }

    [Id(6)] public string? Action { get; init; }

    /// <summary>Primary target's entity id.</summary>
    [Id(7)] public string? Resource { get; init; }
}
