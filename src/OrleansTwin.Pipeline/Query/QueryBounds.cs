namespace OrleansTwin.Pipeline.Query;

/// <summary>Named bounds of a query.</summary>
public static class QueryBounds
{
    public const int CharactersMax = 2_000;

    /// <summary>Parentheses and <c>not</c> within each other.</summary>
    public const int DepthMax = 32;

    /// <summary>Comparisons of one query.</summary>
    public const int ComparisonsMax = 100;

    /// <summary>Values of one <c>in (…)</c>.</summary>
    public const int ValuesMax = 200;

    public const int RowsMax = 500;

    /// <summary>Rows where the query sets no limit.</summary>
    public const int RowsOtherwise = 100;

    /// <summary>Groups of <c>count by</c>.</summary>
    public const int GroupsMax = 10_000;
}
