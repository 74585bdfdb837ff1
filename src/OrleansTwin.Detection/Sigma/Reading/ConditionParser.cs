using System.Collections.Immutable;

namespace OrleansTwin.Detection.Sigma.Reading;

/// <summary>
/// A condition by recursive descent. Binding, weakest first: or, and, not, <c>x of</c>, parentheses.
/// Keywords in any case; search identifiers are case-sensitive.
/// </summary>
internal sealed class ConditionParser
{
    private readonly List<ConditionToken> _tokens;
    private readonly IReadOnlyList<KeyValuePair<string, SigmaNode>> _selections;
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private readonly SigmaPosition _position;
    private readonly SigmaCollector _collector;
    private int _next;

    private ConditionParser(
        List<ConditionToken> tokens,
        SigmaPosition position,
        IReadOnlyList<KeyValuePair<string, SigmaNode>> selections,
        SigmaCollector collector)
    {
        _tokens = tokens;
        _position = position;
        _selections = selections;
        _collector = collector;
    }

    public static SigmaNode? Parse(
        string text,
        SigmaPosition position,
        IReadOnlyList<KeyValuePair<string, SigmaNode>> selections,
        SigmaCollector collector)
    {
        var tokens = ConditionToken.Split(text);
        if (tokens.Count > SigmaLimits.ConditionTokensMax)
        {
            collector.Error(position, "condition-too-long", $"A condition has at most {SigmaLimits.ConditionTokensMax} words.");
            return null;
        }

        var parser = new ConditionParser(tokens, position, selections, collector);
        var node = parser.Or(0);
        if (node is not null && parser._next < tokens.Count)
        {
            parser.Fail($"`{tokens[parser._next].Text}` is not expected here.");
            return null;
        }

        if (node is not null)
        {
            parser.WarnOfUnused();
        }

        return node;
    }

    private SigmaNode? Or(int depth) => Chain("or", depth, And, nodes => new SigmaAny(nodes));

    private SigmaNode? And(int depth) => Chain("and", depth, Not, nodes => new SigmaAll(nodes));

    private SigmaNode? Chain(
        string keyword, int depth, Func<int, SigmaNode?> inner, Func<ImmutableArray<SigmaNode>, SigmaNode> join)
    {
        var first = inner(depth);
        if (first is null || !At(keyword))
        {
            return first;
        }

        var nodes = ImmutableArray.CreateBuilder<SigmaNode>();
        nodes.Add(first);
        while (Take(keyword))
        {
            var next = inner(depth);
            if (next is null)
            {
                return null;
            }

            nodes.Add(next);
        }

        return join(nodes.ToImmutable());
    }

    private SigmaNode? Not(int depth)
    {
        if (depth > SigmaLimits.ConditionDepthMax)
        {
            return Fail($"Nested deeper than {SigmaLimits.ConditionDepthMax} levels.");
        }

        if (!Take("not"))
        {
            return Primary(depth);
        }

        var inner = Not(depth + 1);
        return inner is null ? null : new SigmaNot(inner);
    }

    private SigmaNode? Primary(int depth)
    {
        if (_next >= _tokens.Count)
        {
            return Fail("The condition ends where a search identifier is expected.");
        }

        if (Take("("))
        {
            var inner = Or(depth + 1);
            return inner is null ? null : Take(")") ? inner : Fail("A `)` is missing.");
        }

        var token = _tokens[_next++].Text;
        if (At("of") && (token == "1" || Is(token, "any") || Is(token, "all")))
        {
            _next++;
            return Of(Is(token, "all"));
        }

        if (token == "|")
        {
            return Fail("Aggregations after `|` belong to Sigma 1; write a correlation rule.", "unsupported-aggregation");
        }

        foreach (var (name, node) in _selections)
        {
            if (name == token)
            {
                _used.Add(name);
                return node;
            }
        }

        _next--;
        return Fail($"`{token}` is not a search identifier of this rule.");
    }

    private SigmaNode? Of(bool all)
    {
        if (_next >= _tokens.Count)
        {
            return Fail("`of` needs `them` or a search identifier, possibly with `*`.");
        }

        var pattern = _tokens[_next].Text;
        var them = Is(pattern, "them") && _selections.All(selection => selection.Key != pattern);
        var nodes = ImmutableArray.CreateBuilder<SigmaNode>();
        foreach (var (name, node) in _selections)
        {
            if (them ? !name.StartsWith('_') : Fits(name, pattern))
            {
                _used.Add(name);
                nodes.Add(node);
            }
        }

        if (nodes.Count == 0)
        {
            return Fail($"`{pattern}` names no search identifier of this rule.");
        }

        _next++;
        return all ? new SigmaAll(nodes.ToImmutable()) : new SigmaAny(nodes.ToImmutable());
    }

    /// <summary>Wildcard <c>*</c> anywhere, linear in the product of the lengths.</summary>
    private static bool Fits(string name, string pattern)
    {
        var reached = new bool[name.Length + 1];
        reached[0] = true;
        foreach (var character in pattern)
        {
            if (character == '*')
            {
                for (var i = 1; i <= name.Length; i++)
                {
                    reached[i] |= reached[i - 1];
                }
            }
            else
            {
                for (var i = name.Length; i > 0; i--)
                {
                    reached[i] = reached[i - 1] && name[i - 1] == character;
                }

                reached[0] = false;
            }
        }

        return reached[name.Length];
    }

    private static bool Is(string token, string keyword) => token.Equals(keyword, StringComparison.OrdinalIgnoreCase);

    private bool At(string keyword) => _next < _tokens.Count && Is(_tokens[_next].Text, keyword);

    private bool Take(string keyword)
    {
        if (!At(keyword))
        {
            return false;
        }

        _next++;
        return true;
    }

    private SigmaNode? Fail(string message, string code = "condition")
    {
        var column = _tokens.Count == 0 ? 0 : _tokens[Math.Min(_next, _tokens.Count - 1)].Column;
        _collector.Error(_position with { Column = _position.Column + column }, code, message);
        return null;
    }

    private void WarnOfUnused()
    {
        foreach (var (name, _) in _selections)
        {
            if (!_used.Contains(name))
            {
                _collector.Warning(_position, "selection-unused", $"`{name}` does not appear in the condition.");
            }
        }
    }
}
