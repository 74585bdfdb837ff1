using System.Collections.Immutable;

namespace OrleansTwin.Access.Policies;

/// <summary>One operator, key and its values from a Condition element, as written.</summary>
public sealed record ConditionClause(string OperatorName, string Key, ImmutableArray<string> Values, string Place)
{
    /// <summary>The clause in the words of a policy, for reasons and conditional answers.</summary>
    public override string ToString() => $"{OperatorName} {Key} [{string.Join(", ", Values)}]";
}
