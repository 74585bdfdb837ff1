namespace OrleansTwin.Sources.Kafka;

/// <summary>Topics of one cluster, or event hubs of one namespace, to read in one consumer group.</summary>
/// <param name="Name">What the source is called in health, metrics and dead letters.</param>
/// <param name="Servers">Host and port, comma separated; for Event Hubs <c>NAMESPACE.servicebus.windows.net:9093</c>.</param>
/// <param name="Group">Consumer group: who reads under it shares the partitions, and its offsets lie in the cluster.</param>
public sealed record KafkaSettings(string Name, string Servers, IReadOnlyList<string> Topics, string Group)
{
    /// <summary>Connection string of Event Hubs, read from a file, never shown; null: no login and no TLS.</summary>
    public string? ConnectionString { get; init; }

    public override string ToString() => Name;
}
