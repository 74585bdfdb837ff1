using OrleansTwin.Model.Changes;
using OrleansTwin.Normalization.Expressions;

namespace OrleansTwin.Normalization.Entries;

/// <summary>One attribute, or one element of a set-valued attribute for each iteration; <paramref name="Value"/> is null unless it is set.</summary>
internal sealed record AttributeSpec(AttributeOp Op, Guarded<AttributeName> Name, Expr? Value);
