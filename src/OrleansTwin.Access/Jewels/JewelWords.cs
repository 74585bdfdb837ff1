namespace OrleansTwin.Access.Jewels;

/// <summary>Words of a name and what they weigh.</summary>
internal sealed class JewelWords
{
    public List<string> Words { get; init; } = [];

    public int Points { get; init; }
}
