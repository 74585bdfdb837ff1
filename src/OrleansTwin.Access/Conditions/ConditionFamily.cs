namespace OrleansTwin.Access.Conditions;

/// <summary>How one context value is compared with one policy value.</summary>
public enum ConditionFamily
{
    StringEquals,
    StringEqualsIgnoreCase,
    StringLike,
    Numeric,
    Date,
    Bool,
    Binary,
    IpAddress,
    Arn,
    Null,
}
