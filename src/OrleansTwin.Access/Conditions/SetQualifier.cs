namespace OrleansTwin.Access.Conditions;

/// <summary>The set operator before a condition operator.</summary>
public enum SetQualifier
{
    None,
    ForAllValues,
    ForAnyValue,
}
