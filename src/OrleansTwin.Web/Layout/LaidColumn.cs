namespace OrleansTwin.Web.Layout;

/// <summary>A column of the drawing with its title.</summary>
public sealed record LaidColumn(string Title, double X, double Width);
