using System.Collections.Immutable;

namespace OrleansTwin.Access.Azure.Conditions;

/// <summary>A condition as read.</summary>
internal abstract record ConditionNode
{
    public sealed record All(ImmutableArray<ConditionNode> Parts) : ConditionNode;

    public sealed record Any(ImmutableArray<ConditionNode> Parts) : ConditionNode;

    public sealed record Not(ConditionNode Part) : ConditionNode;

    public sealed record ActionMatches(ActionPatterns Patterns) : ConditionNode;

    public sealed record SubOperationMatches(ImmutableArray<string> Names) : ConditionNode;

    public sealed record Exists(AttributeReference Attribute) : ConditionNode;

    public sealed record Compare(ConditionOperand Left, ConditionOperator Operator, ConditionOperand Right) : ConditionNode;
}
