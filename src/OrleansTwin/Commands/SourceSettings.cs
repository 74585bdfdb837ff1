using OrleansTwin.Ingest;
using OrleansTwin.Sources.Aws;
using OrleansTwin.Sources.Kafka;

namespace OrleansTwin.Commands;

/// <summary>The sources of a server that are no folders: queues and buckets of AWS, Kafka and Event Hubs, receivers of HTTP.</summary>
internal sealed record SourceSettings
{
    public IReadOnlyList<QueueSettings> Queues { get; init; } = [];

    public IReadOnlyList<BackfillSettings> Backfills { get; init; } = [];

    public IReadOnlyList<ReceiverSettings> Receivers { get; init; } = [];

    public IReadOnlyList<KafkaSettings> Clusters { get; init; } = [];

    public AwsLimits Aws { get; init; } = new();

    public KafkaLimits Kafka { get; init; } = new();

    public IntakeLimits Intake { get; init; } = new();

    public ReceiverLimits Receiving { get; init; } = new();

    public bool IsEmpty => Queues.Count + Backfills.Count + Clusters.Count + Receivers.Count == 0;
}
