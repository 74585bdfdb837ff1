using Orleans;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Grains.Abstractions;

/// <summary>What a query found, or why it was not understood.</summary>
[GenerateSerializer, Immutable, Alias("ot.q.answer")]
public sealed record QueryAnswer
{
    /// <summary>Characters of a query.</summary>
    public const int TextMax = 2_000;

    [Id(0)] public LiveStamp? Stamp { get; init; }

    /// <summary>Set where the query was not understood; nothing else is then.</summary>
    [Id(1)] public QueryTrouble? Trouble { get; init; }

    /// <summary>What was asked for: <c>entities</c>, <c>events</c>, <c>signals</c>, <c>alerts</c>, <c>incidents</c>, <c>changes</c>.</summary>
    [Id(2)] public string Source { get; init; } = string.Empty;

    /// <summary>JSON texts as lines of the result files, in order; empty where rows were counted.</summary>
    [Id(3)] public ValueArray<string> Rows { get; init; }

    /// <summary>Names of the fields counted by.</summary>
    [Id(4)] public ValueArray<string> CountBy { get; init; }

    [Id(5)] public ValueArray<QueryCount> Counts { get; init; }

    /// <summary>Rows or groups that fit, shown or not.</summary>
    [Id(6)] public int Total { get; init; }

    /// <summary>Rows of which it is not known whether they fit; they are not shown.</summary>
    [Id(7)] public int Undecided { get; init; }

    /// <summary>Rows in none of the groups, since there were too many groups.</summary>
    [Id(8)] public int NotCounted { get; init; }
}
