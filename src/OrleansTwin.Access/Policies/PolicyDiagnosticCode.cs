namespace OrleansTwin.Access.Policies;

/// <summary>What is wrong with a policy document. Each value is a kind of bad input, never a programming error.</summary>
public enum PolicyDiagnosticCode
{
    NotJson,
    TooLarge,
    TooDeep,
    TooManyStatements,
    TooManyItems,
    TextTooLong,
    WrongType,
    MissingElement,
    ConflictingElements,
    UnknownElement,
    DuplicateElement,
    InvalidValue,
    UnknownOperator,
    TooManyProblems,
}
