namespace OrleansTwin.Access.Conditions;

/// <summary>The order relation of numeric and date operators; all others ask for equality.</summary>
public enum ComparisonKind
{
    Equal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}
