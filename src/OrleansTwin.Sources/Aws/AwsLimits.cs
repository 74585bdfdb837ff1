namespace OrleansTwin.Sources.Aws;

/// <summary>Bounds of the readers of queues and buckets.</summary>
public sealed record AwsLimits
{
    /// <summary>Objects read at the same time, over all queues and backfills.</summary>
    public int ObjectsAtOnce { get; init; } = 4;

    /// <summary>Messages of one queue that were received and are not acknowledged yet: being read, or waiting for their cut.</summary>
    public int MessagesHeldMax { get; init; } = 500;

    /// <summary>Receive calls of one queue in flight.</summary>
    public int ReceiversPerQueue { get; init; } = 2;

    /// <summary>How long a receive call waits for a message. SQS allows at most 20 s.</summary>
    public TimeSpan LongPoll { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long nobody else sees a message that is being worked on; extended at a third of it for as long as the work goes on.</summary>
    public TimeSpan Visibility { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a message that could not be read for now is put back for, twice as long each time.</summary>
    public TimeSpan RetryLeast { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan RetryMost { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Tries of one object, with rests between them, before its message is put back.</summary>
    public int TriesInPlaceMax { get; init; } = 8;

    /// <summary>Times a message is received before an object that is missing, archived or refused is a dead letter.</summary>
    public int ReceivesMax { get; init; } = 3;

    /// <summary>Rest of a receiver whose calls fail, twice as long each time, up to <see cref="RestMost"/>.</summary>
    public TimeSpan RestLeast { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan RestMost { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Without a byte for so long a download counts as cut, and goes on from where it was.</summary>
    public TimeSpan StallAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Times one download goes on after it was cut.</summary>
    public int ResumesMax { get; init; } = 5;

    /// <summary>Rest before the first resumption, twice as long each time.</summary>
    public TimeSpan ResumeRest { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>One call of the SDK, its own retries not counted.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Retries of the SDK within one call (its standard mode: twice as long each time, throttling included).</summary>
    public int CallRetriesMax { get; init; } = 3;

    /// <summary>How acknowledgements gather before they are sent, up to 10 at once.</summary>
    public TimeSpan AcknowledgeGather { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Distance between looks at how many messages wait.</summary>
    public TimeSpan DepthPoll { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Objects of a backfill that were handed over and are not in a cut yet.</summary>
    public int BackfillHeldMax { get; init; } = 500;

    public SourceLimits Reading { get; init; } = SourceLimits.Default with { BlockBytes = 128 * 1024, FileBytesMax = 5L * 1024 * 1024 * 1024, DecompressedBytesMax = 16L * 1024 * 1024 * 1024 };
}
