using OrleansTwin.Ingest;
using OrleansTwin.Sources.Aws;

namespace OrleansTwin.Commands;

/// <summary>The sources of a server that are no folders: queues and buckets of AWS, receivers of HTTP.</summary>
internal sealed record SourceSettings
{
    public IReadOnlyList<QueueSettings> Queues { get; init; } = [];

    public IReadOnlyList<BackfillSettings> Backfills { get; init; } = [];

    public IReadOnlyList<ReceiverSettings> Receivers { get; init; } = [];

    public AwsLimits Aws { get; init; } = new();

    public IntakeLimits Intake { get; init; } = new();

    public ReceiverLimits Receiving { get; init; } = new();

    public bool IsEmpty => Queues.Count + Backfills.Count + Receivers.Count == 0;
}
