using Orleans;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Model.Alerts;

/// <summary>Signals of one family on one subject that pass the threshold.</summary>
[GenerateSerializer, Immutable, Alias("ot.alert")]
public sealed record Alert
{
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required DateTimeOffset Time { get; init; }

    [Id(2)] public required string Title { get; init; }

    [Id(3)] public required Severity Severity { get; init; }

    /// <summary>Triage status: new, in progress, closed.</summary>
    [Id(4)] public string Status { get; init; } = "new";

    [Id(5)] public ValueArray<string> Signals { get; init; }

    [Id(6)] public ValueArray<EntityId> Entities { get; init; }

    [Id(7)] public string? Incident { get; init; }

    [Id(8)] public int Revision { get; init; } = 1;

    [Id(9)] public AlertState State { get; init; }
}
