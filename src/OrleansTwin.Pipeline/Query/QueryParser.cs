using OrleansTwin.Pipeline.Query.Syntax;
using Superpower.Model;

namespace OrleansTwin.Pipeline.Query;

/// <summary>Reads a query. Steps: tokens, depth, grammar, binding to fields.</summary>
public static class QueryParser
{
    private static readonly QueryLexer Lexer = new();

    // Where a query could have ended, the grammar names nothing.
    private static readonly string[] Onwards = ["`where`", "`and`", "`or`", "`count`", "`order`", "`limit`", "the end"];

    /// <summary>The plan, or what is wrong and where.</summary>
    public static (QueryPlan? Plan, QueryProblem? Problem) Parse(string text)
    {
        if (text.Length > QueryBounds.CharactersMax)
        {
            return (null, new(QueryBounds.CharactersMax, text.Length - QueryBounds.CharactersMax, "the query is too long", [$"at most {QueryBounds.CharactersMax} characters"]));
        }

        var tokens = Lexer.TryTokenize(text);
        if (!tokens.HasValue)
        {
            return (null, new(tokens.ErrorPosition.HasValue ? tokens.ErrorPosition.Absolute : text.Length, 1, "this cannot be read", tokens.Expectations ?? []));
        }

        if (TooDeep(tokens.Value) is { } deep)
        {
            return (null, deep);
        }

        var parsed = QueryGrammar.Query(tokens.Value);
        if (!parsed.HasValue)
        {
            var at = parsed.SubTokenErrorPosition.HasValue ? parsed.SubTokenErrorPosition : parsed.ErrorPosition;
            var token = tokens.Value.Cast<Token<QueryToken>?>().FirstOrDefault(token => token!.Value.Position.Absolute == at.Absolute);
            return (null, new(
                at.HasValue ? at.Absolute : text.Length,
                token?.Span.Length ?? 0,
                token is { } unfit ? $"`{unfit.ToStringValue()}` does not fit here" : "the query ends too early",
                parsed.Expectations is { Length: > 0 } expected ? expected : Onwards));
        }

        return QueryBinder.Bind(parsed.Value);
    }

    // The grammar calls itself for every bracket and `not`.
    private static QueryProblem? TooDeep(TokenList<QueryToken> tokens)
    {
        var (open, nots) = (0, 0);
        foreach (var token in tokens)
        {
            (open, nots) = token.Kind switch
            {
                QueryToken.Open => (open + 1, nots),
                QueryToken.Close => (open - 1, nots),
                QueryToken.Not => (open, nots + 1),
                _ => (open, nots),
            };
            if (open > QueryBounds.DepthMax || nots > QueryBounds.DepthMax)
            {
                return new(token.Position.Absolute, token.Span.Length, "too many brackets or `not` within each other", [$"at most {QueryBounds.DepthMax}"]);
            }
        }

        return null;
    }
}
