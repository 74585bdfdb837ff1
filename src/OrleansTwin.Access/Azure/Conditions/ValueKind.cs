namespace OrleansTwin.Access.Azure.Conditions;

/// <summary>As what an operator reads values.</summary>
internal enum ValueKind
{
    String,
    Numeric,
    DateTime,
    TimeOfDay,
    Bool,
    Guid,
}
