namespace OrleansTwin.Sources.Framing;

/// <summary>Cuts the bytes of a unit into records.</summary>
internal interface IFramer
{
    /// <summary>
    /// Frames what it can and returns the bytes consumed. What remains is given again with more behind it, or with
    /// <paramref name="ended"/> when there is no more; then everything is consumed.
    /// </summary>
    int Frame(ReadOnlyMemory<byte> bytes, bool ended, UnitSink sink);
}
