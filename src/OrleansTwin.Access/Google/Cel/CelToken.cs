namespace OrleansTwin.Access.Google.Cel;

/// <summary>A piece of an expression.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">A name or operator.</param>
/// <param name="Value">Of a literal.</param>
/// <param name="Position">Where it begins, from zero.</param>
internal readonly record struct CelToken(CelTokenKind Kind, string Text, object? Value, int Position);
