namespace OrleansTwin.Detection.Sigma.Compiling;

/// <summary>An event of which one field has one of its values only: tells which element of an array passed.</summary>
internal sealed class SingleValueEvent(ISigmaEvent inner, int slot, int value) : ISigmaEvent
{
    public ReadOnlySpan<byte> Document => inner.Document;

    public ReadOnlySpan<byte> OpenedDocument => inner.OpenedDocument;

    public int FirstValue(int asked) => asked == slot ? value : inner.FirstValue(asked);

    public int NextValue(int asked) => asked == value ? -1 : inner.NextValue(asked);

    public SigmaValueKind KindOf(int asked) => inner.KindOf(asked);

    public ReadOnlySpan<byte> TextOf(int asked) => inner.TextOf(asked);

    public ReadOnlySpan<byte> OpenedTextOf(int asked) => inner.OpenedTextOf(asked);
}
