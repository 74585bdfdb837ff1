namespace OrleansTwin.Access.Google.Cel;

/// <summary>An expression, or part of it, that has no value.</summary>
/// <param name="Message">Why.</param>
public sealed record CelError(string Message);
