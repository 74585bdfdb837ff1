namespace OrleansTwin.Access.Google.Cel;

/// <summary>A type as a value, by its name.</summary>
public sealed record CelType(string Name);
