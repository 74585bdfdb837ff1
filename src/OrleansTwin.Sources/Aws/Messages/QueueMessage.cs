namespace OrleansTwin.Sources.Aws.Messages;

/// <summary>What the body of a queue message turned out to be.</summary>
public abstract record QueueMessage
{
    private QueueMessage()
    {
    }

    /// <summary>Objects were written; they hold the records.</summary>
    public sealed record Objects(IReadOnlyList<ObjectRef> Refs) : QueueMessage;

    /// <summary>Whether the body is a record itself is for the record reader to find out: an EventBridge event, a finding, a log record.</summary>
    public sealed record Record(ReadOnlyMemory<byte> Body) : QueueMessage;

    /// <summary>Nothing to read: the test message of a new notification, an object that was removed.</summary>
    public sealed record Nothing(string Why) : QueueMessage;

    /// <summary>Cannot be read, now or later.</summary>
    public sealed record Unreadable(string Reason) : QueueMessage;
}
