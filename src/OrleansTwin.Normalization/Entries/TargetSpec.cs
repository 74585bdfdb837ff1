using OrleansTwin.Model.Events;
using OrleansTwin.Normalization.Expressions;

namespace OrleansTwin.Normalization.Entries;

/// <summary>An entity that a call touches without changing it.</summary>
internal sealed record TargetSpec(TargetRole Role, Guarded<RefExpr> Entity);
