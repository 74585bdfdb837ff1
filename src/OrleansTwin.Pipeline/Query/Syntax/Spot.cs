using Superpower.Model;

namespace OrleansTwin.Pipeline.Query.Syntax;

/// <summary>A text of the query and where it stands.</summary>
internal readonly record struct Spot(string Text, int Position, int Length, bool IsQuoted)
{
    public static Spot Of(Token<QueryToken> token) => new(QueryLexer.TextOf(token), token.Position.Absolute, token.Span.Length, token.Kind == QueryToken.Quoted);
}
