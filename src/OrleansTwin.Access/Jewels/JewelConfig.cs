namespace OrleansTwin.Access.Jewels;

/// <summary>The crown jewels that the config names. With none named, candidates stand in.</summary>
public sealed record JewelConfig(IReadOnlyList<JewelMark> Marks)
{
    public static JewelConfig None { get; } = new([]);

    public bool NamesAny => Marks.Count > 0;
}
