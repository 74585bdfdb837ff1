namespace OrleansTwin.Web.Layout;

/// <summary>Measures of a drawing in its own units (pixels at 100 %), and from which number on things are gathered into groups.</summary>
public sealed record LayoutOptions
{
    public static LayoutOptions Default { get; } = new();

    public int CardWidth { get; init; } = 166;

    public int CardHeight { get; init; } = 44;

    public int ChipWidth { get; init; } = 138;

    public int ChipHeight { get; init; } = 26;

    /// <summary>Between columns: room for arrows and their numbers.</summary>
    public int ColumnGap { get; init; } = 92;

    public int RowGap { get; init; } = 14;

    public int Margin { get; init; } = 22;

    /// <summary>Room for the column's title.</summary>
    public int TitleHeight { get; init; } = 30;

    public int ColumnsMax { get; init; } = 7;

    /// <summary>Like nodes of a column that nothing leads on from are gathered from this number on.</summary>
    public int GroupFrom { get; init; } = 4;

    /// <summary>Boxes of one column; past it whatever is alike is gathered.</summary>
    public int BoxesMax { get; init; } = 14;

    /// <summary>Jewels of one column up to which each stands alone.</summary>
    public int JewelsAloneMax { get; init; } = 4;

    /// <summary>Chips of an open group in one of its columns.</summary>
    public int ChipRowsMax { get; init; } = 12;
}
