namespace OrleansTwin.Sources.Files;

/// <summary>How many files are read at once, and how far ahead of the consumer.</summary>
public sealed record FolderReadOptions
{
    public SourceLimits Limits { get; init; } = SourceLimits.Default;

    /// <summary>Files read at the same time.</summary>
    public int Workers { get; init; } = 2;

    /// <summary>Blocks of one file that wait to be taken.</summary>
    public int BlocksAhead { get; init; } = 4;

    /// <summary>Files opened ahead of the one being taken, in order mode.</summary>
    public int FilesAhead { get; init; } = 8;

    /// <summary>Blocks come in unit order instead of as they are ready.</summary>
    public bool InOrder { get; init; } = true;
}
