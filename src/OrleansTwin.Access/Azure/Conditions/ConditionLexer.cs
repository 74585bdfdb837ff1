using System.Text;

namespace OrleansTwin.Access.Azure.Conditions;

/// <summary>Cuts a condition into its pieces.</summary>
internal static class ConditionLexer
{
    public static List<ConditionToken> Read(string text)
    {
        var tokens = new List<ConditionToken>();
        var at = 0;
        while (at < text.Length)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }

            tokens.Add(Next(text, ref at));
        }

        tokens.Add(new(ConditionTokenKind.End, "the end", text.Length + 1));
        return tokens;
    }

    private static ConditionToken Next(string text, ref int at)
    {
        var start = at;
        var single = text[at] switch
        {
            '(' => ConditionTokenKind.Open,
            ')' => ConditionTokenKind.Close,
            '{' => ConditionTokenKind.OpenList,
            '}' => ConditionTokenKind.CloseList,
            ',' => ConditionTokenKind.Comma,
            '!' => ConditionTokenKind.Not,
            _ => ConditionTokenKind.End,
        };
        if (single != ConditionTokenKind.End)
        {
            at++;
            return new(single, text[start..at], start + 1);
        }

        if (text.AsSpan(at).StartsWith("&&") || text.AsSpan(at).StartsWith("||"))
        {
            at += 2;
            return new(text[start] == '&' ? ConditionTokenKind.And : ConditionTokenKind.Or, text[start..at], start + 1);
        }

        return text[at] switch
        {
            '\'' or '"' => Quoted(text, ref at),
            '@' => Attribute(text, ref at),
            _ => Word(text, ref at),
        };
    }

    private static ConditionToken Quoted(string text, ref int at)
    {
        var (start, quote) = (at, text[at]);
        var value = new StringBuilder();
        for (at++; at < text.Length; at++)
        {
            if (text[at] == quote)
            {
                at++;
                return new(ConditionTokenKind.Text, value.ToString(), start + 1);
            }

            // A backslash stays before * and ?, where the Like operators read it.
            if (text[at] == '\\' && at + 1 < text.Length && (text[at + 1] == quote || text[at + 1] == '\\'))
            {
                at++;
            }

            value.Append(text[at]);
        }

        throw new ConditionProblem(start + 1, "a text without its closing quote");
    }

    private static ConditionToken Attribute(string text, ref int at)
    {
        var start = at;
        var end = text.IndexOf(']', at);
        if (end < 0)
        {
            throw new ConditionProblem(start + 1, "an attribute without its closing `]`");
        }

        at = end + 1;
        return new(ConditionTokenKind.Attribute, text[start..at], start + 1);
    }

    private static ConditionToken Word(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '_' or '.' or ':' or '-' or '/' or '+'))
        {
            at++;
        }

        if (at == start)
        {
            throw new ConditionProblem(start + 1, $"`{text[start]}` has no meaning here");
        }

        var word = text[start..at];
        var kind = word.ToUpperInvariant() switch
        {
            "AND" => ConditionTokenKind.And,
            "OR" => ConditionTokenKind.Or,
            "NOT" => ConditionTokenKind.Not,
            _ => ConditionTokenKind.Word,
        };
        return new(kind, word, start + 1);
    }
}
