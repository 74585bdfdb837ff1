using System.Text.Json.Serialization;
using Orleans;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Model.Events;

/// <summary>The normalized event of <c>events.jsonl</c> and of the event history.</summary>
[GenerateSerializer, Immutable, Alias("ot.event")]
public sealed record EventRecord
{
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required DateTimeOffset Time { get; init; }

    [Id(2)] public RecordFormat Source { get; init; }

    [Id(3)] public Cloud Cloud { get; init; }

    [Id(4)] public string Account { get; init; } = string.Empty;

    [Id(5)] public string Region { get; init; } = string.Empty;

    [Id(6)] public string Action { get; init; } = string.Empty;

    [Id(7)] public string Service { get; init; } = string.Empty;

    [Id(8)] public EventCategory Category { get; init; }

    [Id(9)] public bool? ReadOnly { get; init; }

    [Id(10)] public required Actor Actor { get; init; }

    [Id(11)] public string? SourceIp { get; init; }

    [Id(12)] public string? UserAgent { get; init; }

    [Id(13)] public Outcome Outcome { get; init; }

    [Id(14)] public string? ErrorCode { get; init; }

    [Id(15)] public ValueArray<Target> Targets { get; init; }

    [Id(16)] public EventPhase Phase { get; init; }

    [Id(17)] public SourcePosition? Position { get; init; }

    /// <summary>Who stands behind the credential chain, where lineage tells.</summary>
    [Id(18)] public Behind? Behind { get; init; }

    /// <summary>It changed something, was refused, or read what is worth stealing: part of its actor's story whatever else is known.</summary>
    [Id(19)] public bool Notable { get; init; }

    /// <summary>Matches of rules that correlations look at: the event's part of a sequence or count.</summary>
    [Id(20), JsonIgnore] public ValueArray<RuleMatch> Matches { get; init; }

    /// <summary>What it says as another product's finding, or null.</summary>
    [Id(21), JsonIgnore] public VendorFinding? Finding { get; init; }

    public EventOrder Order => new(Time.UtcTicks, Phase, Id);
}
