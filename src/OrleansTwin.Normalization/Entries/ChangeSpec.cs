using OrleansTwin.Model.Changes;
using OrleansTwin.Normalization.Expressions;

namespace OrleansTwin.Normalization.Entries;

/// <summary>What one API does to one kind of entity.</summary>
internal sealed record ChangeSpec
{
    public required ChangeKind Kind { get; init; }

    public required Guarded<RefExpr> Entity { get; init; }

    /// <summary>The record tells the whole state: what is absent is known to be empty.</summary>
    public bool Whole { get; init; }

    /// <summary>Values stand in the response; without one the state is not whole.</summary>
    public bool NeedsResponse { get; init; }

    public Expr? Name { get; init; }

    public Expr? Incarnation { get; init; }

    public AttributeSpec[] Attributes { get; init; } = [];

    public Expr[] Tags { get; init; } = [];

    public Expr? Untag { get; init; }

    public RelationSpec[] Relations { get; init; } = [];

    public CascadeSpec[] Cascades { get; init; } = [];
}
