namespace OrleansTwin.Pipeline.Protocol;

/// <summary>A record as the protocol sees it; what it means is the batch's business.</summary>
/// <typeparam name="TRecord">What a batch applies.</typeparam>
public sealed record ShardRecord<TRecord>
{
    public required RecordOrigin Origin { get; init; }

    /// <summary>Identity of the event (CONTRACTS): equal for all its copies, whatever their source.</summary>
    public required ulong Fingerprint { get; init; }

    /// <summary>Hour of event time, counted from 1970-01-01T00Z. Copies of one event agree in it.</summary>
    public required int Hour { get; init; }

    /// <summary>Does not wait for company.</summary>
    public bool Urgent { get; init; }

    /// <summary>For a record beyond the horizon: what the event history says. Null where nobody asked yet.</summary>
    public HistoryAnswer? History { get; init; }

    public required TRecord Value { get; init; }
}
