namespace OrleansTwin.Detection.Series;

/// <summary>A line that is no <c>timestamp,value</c>.</summary>
/// <param name="Line">Counted from 1.</param>
public sealed record SeriesProblem(long Line, string What);
