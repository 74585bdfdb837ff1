using OrleansTwin.Normalization.Ids;

namespace OrleansTwin.Normalization.Expressions;

/// <summary>One <c>type(arguments)</c>; the type is null for the special forms of <see cref="RefExpr"/>.</summary>
internal sealed record RefCall(string Name, EntityType? Type, Expr[] Arguments);
