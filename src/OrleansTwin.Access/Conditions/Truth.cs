namespace OrleansTwin.Access.Conditions;

/// <summary>An answer of three values. The order No, Unknown, Yes makes "and" a minimum and "or" a maximum.</summary>
public enum Truth
{
    No = 0,
    Unknown = 1,
    Yes = 2,
}
