namespace OrleansTwin.Access.Azure.Conditions;

/// <summary>Where a condition takes an attribute from.</summary>
internal enum AttributeSource
{
    Resource,
    Request,
    Principal,
    Environment,
}
