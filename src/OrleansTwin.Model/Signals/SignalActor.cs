using Orleans;
using OrleansTwin.Model.Ids;

namespace OrleansTwin.Model.Signals;

/// <summary>Who a signal is about, as far as known.</summary>
[GenerateSerializer, Immutable, Alias("ot.sactor")]
public sealed record SignalActor
{
    [Id(0)] public required EntityId Id { get; init; }

    [Id(1)] public string Type { get; init; } = string.Empty;

    [Id(2)] public Behind? Behind { get; init; }

    [Id(3)] public string? SourceIp { get; init; }

    [Id(4)] public string? UserAgent { get; init; }

    /// <summary>Access key used, for joining.</summary>
    [Id(5)] public string? Credential { get; init; }
}
