namespace OrleansTwin.Storage;

/// <summary>Bounds of the file journal. Retention drops whole segments, oldest first, never the one being written.</summary>
public sealed record JournalLimits
{
    public static readonly TimeSpan LingerMax = TimeSpan.FromMilliseconds(5);

    /// <summary>Entries kept at least, where <see cref="BytesMax"/> allows; readers further back are told the oldest number.</summary>
    public int EntriesMax { get; init; } = 1_000_000;

    /// <summary>Bytes kept over all segments.</summary>
    public long BytesMax { get; init; } = 4L << 30;

    /// <summary>A segment past this size is closed and the next one begun.</summary>
    public long SegmentBytesMax { get; init; } = 64L << 20;

    /// <summary>One entry as it stands on disk. A larger one is refused.</summary>
    public int EntryBytesMax { get; init; } = 16 << 20;

    /// <summary>Calls waiting to be written; further callers wait for room.</summary>
    public int WaitingMax { get; init; } = 4096;

    /// <summary>
    /// Extra wait for company before a sync. Zero by default: what arrives during one sync shares the next, so a busy journal groups by
    /// itself and a quiet one answers at once.
    /// </summary>
    public TimeSpan Linger { get; init; } = TimeSpan.Zero;

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(EntriesMax, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(BytesMax, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(SegmentBytesMax, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(EntryBytesMax, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(WaitingMax, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Linger, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Linger, LingerMax);
    }
}
