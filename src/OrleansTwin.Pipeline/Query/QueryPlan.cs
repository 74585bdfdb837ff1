namespace OrleansTwin.Pipeline.Query;

/// <summary>A query that is understood.</summary>
/// <param name="Where">Null: every row.</param>
/// <param name="CountBy">Fields that rows are counted by; none: the rows themselves are asked for.</param>
/// <param name="Order">Fields that order the rows.</param>
public sealed record QueryPlan(
    QuerySource Source,
    Condition? Where,
    IReadOnlyList<(QueryField Field, string Key)> CountBy,
    IReadOnlyList<(QueryField Field, string Key, bool Falling)> Order,
    int Limit);
