using Superpower.Display;

namespace OrleansTwin.Pipeline.Query.Syntax;

internal enum QueryToken
{
    None,

    [Token(Description = "word")]
    Word,

    [Token(Description = "text in quotes")]
    Quoted,

    [Token(Example = "(")]
    Open,

    [Token(Example = ")")]
    Close,

    [Token(Example = ",")]
    Comma,

    [Token(Example = "=")]
    Equal,

    [Token(Example = "!=")]
    NotEqual,

    [Token(Example = "<")]
    Less,

    [Token(Example = "<=")]
    LessOrEqual,

    [Token(Example = ">")]
    Greater,

    [Token(Example = ">=")]
    GreaterOrEqual,

    [Token(Description = "`where`")]
    Where,

    [Token(Description = "`and`")]
    And,

    [Token(Description = "`or`")]
    Or,

    [Token(Description = "`not`")]
    Not,

    [Token(Description = "`in`")]
    In,

    [Token(Description = "`is`")]
    Is,

    [Token(Description = "`contains`")]
    Contains,

    [Token(Description = "`startswith`")]
    StartsWith,

    [Token(Description = "`endswith`")]
    EndsWith,

    [Token(Description = "`count`")]
    Count,

    [Token(Description = "`order`")]
    Order,

    [Token(Description = "`by`")]
    By,

    [Token(Description = "`limit`")]
    Limit,
}
