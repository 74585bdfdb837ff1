namespace OrleansTwin.Normalization.Expressions;

/// <summary><c>for name in list</c>.</summary>
internal sealed record Iteration(string Name, Expr List);
