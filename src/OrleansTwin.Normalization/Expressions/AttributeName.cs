namespace OrleansTwin.Normalization.Expressions;

/// <summary>An attribute, or with a key an element of a set-valued one.</summary>
internal sealed record AttributeName(string Name, Expr? Key);
