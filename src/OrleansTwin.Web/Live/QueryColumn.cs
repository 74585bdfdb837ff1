namespace OrleansTwin.Web.Live;

/// <summary>A column of a query's rows: its heading and the member of the row it shows (points lead inwards).</summary>
public sealed record QueryColumn(string Title, string Member, QueryColumnKind Kind = QueryColumnKind.Text);
