namespace OrleansTwin.Pipeline.Protocol.Rows;

/// <summary>Records under suspicion of breaking epochs.</summary>
/// <param name="Breaks">Epochs broken, by fingerprint.</param>
/// <param name="Trying">Fingerprints of the batch that was started right after this cut; it broke the epoch if no further cut followed.</param>
public sealed record SuspectsRow(IReadOnlyDictionary<ulong, int> Breaks, IReadOnlyList<ulong> Trying)
{
    public const string Key = "suspects";
}
