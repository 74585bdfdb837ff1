namespace OrleansTwin.Ingest;

/// <summary>Bounds of what live sources may have in flight between their sockets and the cuts.</summary>
internal sealed record IntakeLimits
{
    /// <summary>Bytes of records (as read, decompressed) that were handed over and are in no cut yet, over all sources. An event takes about three times its record.</summary>
    public long UndurableBytesMax { get; init; } = 128L * 1024 * 1024;

    /// <summary>Records of one unit that are handed over together.</summary>
    public int BatchRecords { get; init; } = 500;

    /// <summary>Bytes of records of one unit that are handed over together; one record may be longer.</summary>
    public long BatchBytes { get; init; } = 4L * 1024 * 1024;

    /// <summary>Readers kept ready for the next unit, with their buffers.</summary>
    public int ReadersKeptMax { get; init; } = 16;
}
