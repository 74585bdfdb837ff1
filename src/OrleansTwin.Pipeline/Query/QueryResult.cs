namespace OrleansTwin.Pipeline.Query;

/// <summary>What a query found.</summary>
/// <param name="Rows">In order, at most the limit; empty where rows were counted.</param>
/// <param name="Groups">Counts by the values of the fields asked for, greatest first, at most the limit.</param>
/// <param name="Total">Rows (or groups) that fit, shown or not.</param>
/// <param name="Undecided">Rows of which it is not known whether they fit; they are not among <paramref name="Rows"/>.</param>
/// <param name="NotCounted">Rows in none of the groups, since there were more than <see cref="QueryBounds.GroupsMax"/>.</param>
public sealed record QueryResult(IReadOnlyList<object> Rows, IReadOnlyList<QueryGroup> Groups, int Total, int Undecided, int NotCounted);
