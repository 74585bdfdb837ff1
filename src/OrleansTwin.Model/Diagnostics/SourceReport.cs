namespace OrleansTwin.Model.Diagnostics;

/// <summary>How a source stands. Counts are since the start of the process; ages and lags in seconds.</summary>
public sealed record SourceReport
{
    public required string Name { get; init; }

    public required string Kind { get; init; }

    public SourceState State { get; init; }

    /// <summary>Why it waits, or how far it is.</summary>
    public string? Why { get; init; }

    /// <summary>Messages, objects or requests taken from the source.</summary>
    public long Units { get; init; }

    /// <summary>Units that were known as finished, and not read again.</summary>
    public long Known { get; init; }

    public long Records { get; init; }

    /// <summary>Bytes of records, decompressed.</summary>
    public long Bytes { get; init; }

    /// <summary>Units acknowledged to the source, each after the cut that holds it.</summary>
    public long Acknowledged { get; init; }

    /// <summary>Times a unit was put back, to be tried again.</summary>
    public long Retried { get; init; }

    /// <summary>What could not be read, by reason.</summary>
    public required IReadOnlyDictionary<string, long> DeadLetters { get; init; }

    /// <summary>What the source says is still unread; null where it does not say.</summary>
    public long? Unread { get; init; }

    /// <summary>Age of the oldest unit that was taken and is not acknowledged yet.</summary>
    public double? OldestHeldSeconds { get; init; }

    /// <summary>Of the last unit: from its latest event to its delivery by the cloud.</summary>
    public double? EventToDeliveredSeconds { get; init; }

    /// <summary>Of the last unit: from delivery to its receipt here.</summary>
    public double? DeliveredToReceivedSeconds { get; init; }

    /// <summary>Of the last unit: from receipt to the cut that holds it.</summary>
    public double? ReceivedToDurableSeconds { get; init; }

    public DateTimeOffset? LastReceived { get; init; }
}
