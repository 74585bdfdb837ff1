using Orleans;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Model.Incidents;

/// <summary>One step of the story; runs of equal steps are folded, so <see cref="Events"/> may hold many.</summary>
[GenerateSerializer, Immutable, Alias("ot.istep")]
public sealed record IncidentStep
{
    [Id(0)] public required DateTimeOffset Time { get; init; }

    [Id(1)] public DateTimeOffset LastTime { get; init; }

    [Id(2)] public ValueArray<string> Events { get; init; }

    [Id(3)] public required string Action { get; init; }

    [Id(4)] public EntityId Actor { get; init; }

    [Id(5)] public EntityId Target { get; init; }

    [Id(6)] public Outcome Outcome { get; init; }

    [Id(7)] public string? Tactic { get; init; }

    [Id(8)] public string? Technique { get; init; }

    /// <summary>Impact ids.</summary>
    [Id(9)] public ValueArray<string> Impacts { get; init; }

    /// <summary>Signal ids whose evidence is among the events.</summary>
    [Id(10)] public ValueArray<string> Signals { get; init; }

    [Id(11)] public int Count { get; init; }

    [Id(12)] public string Text { get; init; } = string.Empty;
}
