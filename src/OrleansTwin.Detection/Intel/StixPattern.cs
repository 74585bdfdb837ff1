using System.Text;

namespace OrleansTwin.Detection.Intel;

/// <summary>
/// The part of STIX patterns that names values one by one: comparisons with <c>=</c>, <c>IN</c> and <c>ISSUBSET</c> joined
/// by OR, in one observation or in several. A conjunction, a negation or a sequence means more than its values, so such a
/// pattern is refused rather than read as each of them.
/// </summary>
internal static class StixPattern
{
    public static List<(string Path, string Value)> Read(string pattern, out string? problem)
    {
        var found = new List<(string Path, string Value)>();
        var tokens = Tokens(pattern, out problem);
        for (var i = 0; i < tokens.Count && problem is null; i++)
        {
            switch (tokens[i].ToUpperInvariant())
            {
                case "[" or "]" or "(" or ")" or "OR":
                    break;
                case "AND" or "NOT" or "FOLLOWEDBY" or "WITHIN" or "REPEATS" or "START" or "STOP":
                    problem = $"`{tokens[i]}` is not read; only comparisons joined by OR.";
                    break;
                default:
                    problem = ReadComparison(tokens, ref i, found);
                    break;
            }

            problem = found.Count > IntelLimits.PatternComparisonsMax ? $"More than {IntelLimits.PatternComparisonsMax} comparisons." : problem;
        }

        problem ??= found.Count == 0 ? "The pattern names no value." : null;
        return problem is null ? found : [];
    }

    /// <summary>What the values of an object path are; null for objects that are not looked for.</summary>
    public static IndicatorKind? KindOf(string path) => path switch
    {
        "ipv4-addr:value" or "ipv6-addr:value" => IndicatorKind.Address,
        "domain-name:value" => IndicatorKind.Domain,
        "file:name" or "user-account:account_login" => IndicatorKind.Name,
        "user-account:user_id" => IndicatorKind.AccountId,
        "software:name" => null,
        _ when path.StartsWith("file:hashes.", StringComparison.Ordinal) => IndicatorKind.FileHash,
        _ when path.EndsWith("request_header.'User-Agent'", StringComparison.Ordinal) => IndicatorKind.UserAgent,
        _ => null,
    };

    private static string? ReadComparison(List<string> tokens, ref int i, List<(string Path, string Value)> found)
    {
        var path = tokens[i];
        if (i + 2 >= tokens.Count || !path.Contains(':', StringComparison.Ordinal))
        {
            return $"`{path}` is not a comparison.";
        }

        var comparison = tokens[i + 1].ToUpperInvariant();
        if (comparison is "=" or "ISSUBSET" && tokens[i + 2].StartsWith('\''))
        {
            found.Add((path, Literal(tokens[i + 2])));
            i += 2;
            return null;
        }

        if (comparison != "IN" || tokens[i + 2] != "(")
        {
            return $"`{tokens[i + 1]}` is not read; allowed: =, IN, ISSUBSET with texts.";
        }

        for (i += 3; i < tokens.Count && tokens[i] != ")"; i++)
        {
            if (tokens[i].StartsWith('\''))
            {
                found.Add((path, Literal(tokens[i])));
            }
        }

        return null;
    }

    private static List<string> Tokens(string pattern, out string? problem)
    {
        var tokens = new List<string>();
        problem = null;
        var i = 0;
        while (i < pattern.Length)
        {
            var current = pattern[i];
            if (char.IsWhiteSpace(current) || current == ',')
            {
                i++;
            }
            else if (current is '[' or ']' or '(' or ')')
            {
                tokens.Add(pattern[i++].ToString());
            }
            else
            {
                var start = i;
                i = End(pattern, i);
                if (i < 0)
                {
                    problem = "A quote is not closed.";
                    return [];
                }

                tokens.Add(pattern[start..i]);
            }
        }

        return tokens;
    }

    /// <summary>End of a word, a text, an operator, or an object path, which may hold quoted steps.</summary>
    private static int End(string pattern, int i)
    {
        if (pattern[i] is '=' or '!' or '<' or '>')
        {
            return i + 1 < pattern.Length && pattern[i + 1] == '=' ? i + 2 : i + 1;
        }

        while (i < pattern.Length && !char.IsWhiteSpace(pattern[i]) && pattern[i] is not ('[' or ']' or '(' or ')' or ',' or '=' or '!' or '<' or '>'))
        {
            if (pattern[i] != '\'')
            {
                i++;
                continue;
            }

            for (i++; i < pattern.Length && pattern[i] != '\''; i++)
            {
                i += pattern[i] == '\\' ? 1 : 0;
            }

            if (i >= pattern.Length)
            {
                return -1;
            }

            i++;
        }

        return i;
    }

    private static string Literal(string token)
    {
        var text = new StringBuilder();
        for (var i = 1; i < token.Length - 1; i++)
        {
            i += token[i] == '\\' && i + 1 < token.Length - 1 ? 1 : 0;
            text.Append(token[i]);
        }

        return text.ToString();
    }
}
