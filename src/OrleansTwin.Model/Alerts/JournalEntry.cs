using Orleans;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Model.Alerts;

/// <summary>One published revision of an alert. The number is the SSE id.</summary>
[GenerateSerializer, Immutable, Alias("ot.journal")]
public sealed record JournalEntry
{
    [Id(0)] public long Seq { get; init; }

    [Id(1)] public required Alert Alert { get; init; }

    [Id(2)] public int Revision { get; init; }

    [Id(3)] public AlertState State { get; init; }

    [Id(4)] public string? Reason { get; init; }

    /// <summary>Versions of rules, intel and config, and of the entity, the decision read.</summary>
    [Id(5)] public string KnownAt { get; init; } = string.Empty;

    /// <summary>Receipt minus event time, milliseconds.</summary>
    [Id(6)] public long SourceLagMs { get; init; }

    /// <summary>Way the evidence came: <c>file</c>, <c>s3</c>, <c>eventBridge</c>…</summary>
    [Id(7)] public string Path { get; init; } = "file";

    /// <summary>Microseconds from receipt to each stage; null where they were not measured.</summary>
    [Id(8)] public LatencyMicros? LatencyMicros { get; init; }

    /// <summary>The signals of the alert at this revision, with masked evidence.</summary>
    [Id(9)] public ValueArray<Signal> Signals { get; init; }
}
