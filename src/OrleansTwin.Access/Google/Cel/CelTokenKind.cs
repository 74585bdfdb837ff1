namespace OrleansTwin.Access.Google.Cel;

internal enum CelTokenKind
{
    Name,
    QuotedName,
    Literal,
    Sign,
    End,
}
