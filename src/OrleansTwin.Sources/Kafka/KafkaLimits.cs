namespace OrleansTwin.Sources.Kafka;

/// <summary>Bounds of the reader of Kafka.</summary>
public sealed record KafkaLimits
{
    /// <summary>Messages that were taken and are in no cut yet; past it the partitions are paused.</summary>
    public int MessagesHeldMax { get; init; } = 1_000;

    /// <summary>Memory the client fetches ahead, in KiB.</summary>
    public int FetchedKiBMax { get; init; } = 32 * 1024;

    /// <summary>Longest message taken, in bytes; Event Hubs allows 1 MiB, its dedicated clusters 20.</summary>
    public int MessageBytesMax { get; init; } = 20 * 1024 * 1024;

    /// <summary>How long one look for messages waits.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Distance between commits.</summary>
    public TimeSpan CommitEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>A reader that is not heard of for so long loses its partitions.</summary>
    public TimeSpan Session { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Rest before a message is handed over again, twice as long each time, up to <see cref="RestMost"/>.</summary>
    public TimeSpan RestLeast { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan RestMost { get; init; } = TimeSpan.FromMinutes(1);

    public SourceLimits Reading { get; init; } = SourceLimits.Default with { BlockBytes = 64 * 1024 };
}
