namespace OrleansTwin.Pipeline.Protocol.Rows;

/// <summary>What every cut says of itself.</summary>
/// <param name="Epoch">Epoch that wrote it.</param>
/// <param name="Versions">Versions of rules, config and intel under which it was made.</param>
/// <param name="Crashes">Epochs in a row that ended without a word; zero once the shard has run well for a while.</param>
/// <param name="Closed">The last cut of an epoch that ended in order.</param>
public sealed record CutMeta(long Number, long Epoch, string Versions, long Crashes, bool Closed)
{
    public const string Key = "cut";

    /// <summary>Of a shard without a cut.</summary>
    public static CutMeta None { get; } = new(0, 0, string.Empty, 0, true);
}
