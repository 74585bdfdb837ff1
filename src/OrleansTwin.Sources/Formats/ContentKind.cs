namespace OrleansTwin.Sources.Formats;

/// <summary>What the bytes of a file are, by their beginning.</summary>
internal enum ContentKind
{
    Empty = 0,
    Json = 1,
    FlowText = 2,
    Parquet = 3,
    Utf16 = 4,
    Other = 5,

    /// <summary>Comma-separated values with a header line.</summary>
    Table = 6,
}
