namespace OrleansTwin.Access.Azure.Conditions;

/// <summary>What an operator asks of two values.</summary>
internal enum ValueRelation
{
    Equals,
    StartsWith,
    Like,
    LessThan,
    LessThanEquals,
    GreaterThan,
    GreaterThanEquals,
}
