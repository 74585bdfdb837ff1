namespace OrleansTwin.Sources;

/// <summary>What the file source takes before it says no. All are per file unless said otherwise.</summary>
public sealed record SourceLimits
{
    public static SourceLimits Default { get; } = new();

    /// <summary>What is looked for besides the built-in formats: the sources of mapping files, in the order in which they are tried.</summary>
    public IReadOnlyList<Formats.FormatSignature> Further { get; init; } = [];

    /// <summary>Longest single record in bytes; a longer one is a dead letter and reading goes on behind it.</summary>
    public int RecordBytesMax { get; init; } = 32 * 1024 * 1024;

    /// <summary>Nesting of one record.</summary>
    public int DepthMax { get; init; } = 64;

    /// <summary>Longest line of a text log.</summary>
    public int LineBytesMax { get; init; } = 64 * 1024;

    /// <summary>Bytes read at once: the size of a block's buffer.</summary>
    public int BlockBytes { get; init; } = 1024 * 1024;

    /// <summary>Stored (compressed) size of one file.</summary>
    public long FileBytesMax { get; init; } = 64L * 1024 * 1024 * 1024;

    /// <summary>Decompressed size of one file.</summary>
    public long DecompressedBytesMax { get; init; } = 64L * 1024 * 1024 * 1024;

    /// <summary>Decompressed to compressed size; logs compress 10 to 40 times. Judged once <see cref="DecompressedRatioFloorBytes"/> came out.</summary>
    public int DecompressedRatioMax { get; init; } = 250;

    /// <summary>Output below this is no bomb whatever its ratio.</summary>
    public long DecompressedRatioFloorBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Gzip inside gzip.</summary>
    public int GzipLayersMax { get; init; } = 3;

    /// <summary>Parquet is read by its footer and so held whole: largest such file.</summary>
    public int ParquetBytesMax { get; init; } = 256 * 1024 * 1024;

    /// <summary>Rows of one Parquet row group, which is decoded whole.</summary>
    public int ParquetGroupRowsMax { get; init; } = 5_000_000;

    /// <summary>Records looked at before a file without a known one counts as no log.</summary>
    public int UnknownRecordsMax { get; init; } = 1000;

    /// <summary>Dead letters kept of one file; the rest is counted in a last one.</summary>
    public int DeadLettersMax { get; init; } = 10_000;

    /// <summary>Files of one run.</summary>
    public int FilesMax { get; init; } = 5_000_000;

    /// <summary>Nesting of folders.</summary>
    public int FolderDepthMax { get; init; } = 64;
}
