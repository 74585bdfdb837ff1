namespace OrleansTwin.Access.Azure.Conditions;

internal enum ConditionTokenKind
{
    Open,
    Close,
    OpenList,
    CloseList,
    Comma,
    And,
    Or,
    Not,
    Word,
    Text,
    Attribute,
    End,
}
