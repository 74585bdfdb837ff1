namespace OrleansTwin.Pipeline.Protocol.Rows;

/// <summary>What every cut says of itself.</summary>
/// <param name="Epoch">Epoch that wrote it.</param>
/// <param name="Versions">Versions of rules, config and intel under which it was made.</param>
public sealed record CutMeta(long Number, long Epoch, string Versions)
{
    public const string Key = "cut";
}
