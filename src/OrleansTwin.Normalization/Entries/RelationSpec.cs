using OrleansTwin.Model.Changes;
using OrleansTwin.Normalization.Expressions;

namespace OrleansTwin.Normalization.Entries;

/// <summary>Relations of one kind that a change sets or ends; <paramref name="To"/> is null to end all of the kind, if <paramref name="Condition"/> holds.</summary>
internal sealed record RelationSpec(RelationKind Kind, RelationMode Mode, Guarded<RefExpr>? To, Expr? Condition = null);
