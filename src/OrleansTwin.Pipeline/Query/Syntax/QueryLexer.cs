using Superpower;
using Superpower.Model;

namespace OrleansTwin.Pipeline.Query.Syntax;

/// <summary>
/// Words, quoted texts and signs. A word runs to the next space, bracket, comma, quote or comparison sign, so that ids and times need no
/// quotes; a key in a field's name that has such characters is quoted (<c>tags."cost center"</c>).
/// </summary>
internal sealed class QueryLexer : Tokenizer<QueryToken>
{
    private const string Ends = "()\",'=!<>";

    private static readonly Dictionary<string, QueryToken> Keywords = new(StringComparer.OrdinalIgnoreCase)
    {
        ["where"] = QueryToken.Where,
        ["and"] = QueryToken.And,
        ["or"] = QueryToken.Or,
        ["not"] = QueryToken.Not,
        ["in"] = QueryToken.In,
        ["is"] = QueryToken.Is,
        ["contains"] = QueryToken.Contains,
        ["startswith"] = QueryToken.StartsWith,
        ["endswith"] = QueryToken.EndsWith,
        ["count"] = QueryToken.Count,
        ["order"] = QueryToken.Order,
        ["by"] = QueryToken.By,
        ["limit"] = QueryToken.Limit,
    };

    /// <summary>The text of a token: of a quoted one without its quotes, with `\"` and `\\` as what they stand for.</summary>
    public static string TextOf(Token<QueryToken> token)
    {
        var text = token.ToStringValue();
        return token.Kind == QueryToken.Quoted ? Unescape(text[1..^1])
            : text.IndexOf(".\"", StringComparison.Ordinal) is var at and > 0 ? text[..(at + 1)] + Unescape(text[(at + 2)..^1])
            : text;
    }

    protected override IEnumerable<Result<QueryToken>> Tokenize(TextSpan span)
    {
        var next = SkipWhiteSpace(span);
        while (next.HasValue)
        {
            var token = Sign(next) ?? (next.Value is '"' or '\'' ? Quoted(next.Location) : Word(next.Location));
            yield return token;
            if (!token.HasValue)
            {
                yield break;
            }

            next = SkipWhiteSpace(token.Remainder);
        }
    }

    private static Result<QueryToken>? Sign(Result<char> next)
    {
        var start = next.Location;
        var second = next.Remainder.ConsumeChar();
        var isPair = second is { HasValue: true, Value: '=' };
        return next.Value switch
        {
            '(' => Result.Value(QueryToken.Open, start, next.Remainder),
            ')' => Result.Value(QueryToken.Close, start, next.Remainder),
            ',' => Result.Value(QueryToken.Comma, start, next.Remainder),
            '=' => Result.Value(QueryToken.Equal, start, isPair ? second.Remainder : next.Remainder),
            '<' => Result.Value(isPair ? QueryToken.LessOrEqual : QueryToken.Less, start, isPair ? second.Remainder : next.Remainder),
            '>' => Result.Value(isPair ? QueryToken.GreaterOrEqual : QueryToken.Greater, start, isPair ? second.Remainder : next.Remainder),
            '!' when isPair => Result.Value(QueryToken.NotEqual, start, second.Remainder),
            '!' => Result.Empty<QueryToken>(start, ["`!=`"]),
            _ => null,
        };
    }

    private static Result<QueryToken> Quoted(TextSpan start)
    {
        var quote = start.ConsumeChar();
        var rest = quote.Remainder;
        while (rest.ConsumeChar() is { HasValue: true } next)
        {
            rest = next.Remainder;
            if (next.Value == quote.Value)
            {
                return Result.Value(QueryToken.Quoted, start, rest);
            }

            if (next.Value == '\\' && rest.ConsumeChar() is { HasValue: true } escaped)
            {
                rest = escaped.Remainder;
            }
        }

        return Result.Empty<QueryToken>(start, [$"a closing {quote.Value}"]);
    }

    private static Result<QueryToken> Word(TextSpan start)
    {
        var rest = start;
        var last = ' ';
        while (rest.ConsumeChar() is { HasValue: true } next && !char.IsWhiteSpace(next.Value) && !Ends.Contains(next.Value, StringComparison.Ordinal))
        {
            (rest, last) = (next.Remainder, next.Value);
        }

        // A quoted key behind a point belongs to the field's name.
        if (last == '.' && rest.ConsumeChar() is { HasValue: true, Value: '"' } && Quoted(rest) is { HasValue: true } key)
        {
            return Result.Value(QueryToken.Word, start, key.Remainder);
        }

        var word = start.Until(rest).ToStringValue();
        return Result.Value(Keywords.GetValueOrDefault(word, QueryToken.Word), start, rest);
    }

    private static string Unescape(string text) => text.Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\'", "'", StringComparison.Ordinal).Replace(@"\\", @"\", StringComparison.Ordinal);
}
