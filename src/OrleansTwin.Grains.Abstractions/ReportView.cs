using Orleans;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Grains.Abstractions;

/// <summary>The first report: headed lists of lines in the order they are read.</summary>
[GenerateSerializer, Immutable, Alias("ot.q.report")]
public sealed record ReportView
{
    [Id(0)] public required LiveStamp Stamp { get; init; }

    [Id(1)] public DateTimeOffset? From { get; init; }

    [Id(2)] public DateTimeOffset? To { get; init; }

    /// <summary>Distinct events read.</summary>
    [Id(3)] public long Events { get; init; }

    [Id(4)] public int Entities { get; init; }

    [Id(5)] public ValueArray<ReportPart> Parts { get; init; }
}
