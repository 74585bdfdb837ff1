using System.Collections.Immutable;

namespace OrleansTwin.Access.Google.Cel;

/// <summary>Reads an expression by the grammar of "langdef" (Syntax). Messages (<c>Type{field: …}</c>) and optional values are no part of IAM conditions.</summary>
internal sealed class CelParser(List<CelToken> tokens, CelLimits limits)
{
    private static readonly string[] Relations = ["<", "<=", ">", ">=", "==", "!=", "in"];

    // The words that a name may not be, as "langdef" lists them.
    private static readonly ImmutableHashSet<string> Reserved =
        ["as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "package", "namespace", "return", "var", "void", "while"];

    private int _at;
    private int _depth;
    private int _links;

    private CelToken Now => tokens[_at];

    public CelNode Read()
    {
        var node = Expression();
        return Now.Kind == CelTokenKind.End ? node : throw Unexpected("an operator or the end");
    }

    private CelNode Expression()
    {
        Deeper();
        var node = Or();
        if (Take("?"))
        {
            var yes = Or();
            Expect(":");
            node = new CelNode.Choice(node, yes, Expression());
        }

        _depth--;
        return node;
    }

    private CelNode Or() => Chain("||", And, static (l, r) => new CelNode.Or(l, r));

    private CelNode And() => Chain("&&", Relation, static (l, r) => new CelNode.And(l, r));

    // Halves, so that a long chain does not become a deep tree.
    private static CelNode Balance(List<CelNode> parts, int from, int to, Func<CelNode, CelNode, CelNode> join) => to - from == 1
        ? parts[from]
        : join(Balance(parts, from, (from + to) / 2, join), Balance(parts, (from + to) / 2, to, join));

    private CelNode Chain(string sign, Func<CelNode> part, Func<CelNode, CelNode, CelNode> join)
    {
        var parts = new List<CelNode> { part() };
        while (Take(sign))
        {
            parts.Add(part());
        }

        return Balance(parts, 0, parts.Count, join);
    }

    private CelNode Relation() => Binary(Sum, Relations);

    private CelNode Sum() => Binary(Product, ["+", "-"]);

    private CelNode Product() => Binary(Unary, ["*", "/", "%"]);

    private CelNode Binary(Func<CelNode> part, string[] signs)
    {
        var node = part();
        while (Now.Kind == CelTokenKind.Sign && signs.Contains(Now.Text))
        {
            Link();
            var sign = tokens[_at++].Text;
            node = new CelNode.Call(null, sign, [node, part()]);
        }

        return node;
    }

    private CelNode Unary()
    {
        if (Now is { Kind: CelTokenKind.Sign, Text: "!" or "-" })
        {
            Deeper();
            var sign = tokens[_at++].Text;
            CelNode node;
            if (sign == "-" && Now.Kind == CelTokenKind.Literal && Now.Value is long or ulong or double && !char.IsAsciiLetter(Now.Text[0]))
            {
                node = Members(Negative(tokens[_at++]));
            }
            else
            {
                node = new CelNode.Call(null, sign == "!" ? "!" : "neg", [Unary()]);
            }

            _depth--;
            return node;
        }

        return Members(Primary());
    }

    private static CelNode.Literal Negative(CelToken token) => token.Value switch
    {
        long whole => new(-whole),
        double real => new(-real),
        ulong whole when whole == 1UL << 63 => new(long.MinValue),
        _ => throw new CelProblem(token.Position, "a whole number out of range"),
    };

    private CelNode Members(CelNode node)
    {
        while (true)
        {
            if (Take("."))
            {
                Link();
                if (Now.Kind is not (CelTokenKind.Name or CelTokenKind.QuotedName) && !(Now is { Kind: CelTokenKind.Literal or CelTokenKind.Sign, Text: "in" or "true" or "false" or "null" }))
                {
                    throw Unexpected("a name");
                }

                var name = tokens[_at++];
                node = Take("(") ? Call(node, name, Arguments()) : new CelNode.Select(node, name.Text);
            }
            else if (Take("["))
            {
                Link();
                node = new CelNode.Index(node, Expression());
                Expect("]");
            }
            else
            {
                return Now is { Kind: CelTokenKind.Sign, Text: "{" } ? throw new CelProblem(Now.Position, "messages are not supported") : node;
            }
        }
    }

    private CelNode Primary()
    {
        if (Now.Kind == CelTokenKind.Literal)
        {
            var literal = tokens[_at++];
            return literal.Value is ulong ? throw new CelProblem(literal.Position, "a whole number out of range") : new CelNode.Literal(literal.Value!);
        }

        if (Take("("))
        {
            var node = Expression();
            Expect(")");
            return node;
        }

        if (Take("["))
        {
            return new CelNode.List(Items("]", Expression));
        }

        if (Take("{"))
        {
            return new CelNode.Map(Items("}", Entry));
        }

        _ = Take(".");
        if (Now.Kind != CelTokenKind.Name || Reserved.Contains(Now.Text))
        {
            throw Unexpected("a value");
        }

        var name = tokens[_at++];
        return Take("(") ? Call(null, name, Arguments()) : new CelNode.Name(name.Text);
    }

    private (CelNode, CelNode) Entry()
    {
        var key = Expression();
        Expect(":");
        return (key, Expression());
    }

    private ImmutableArray<CelNode> Arguments() => Items(")", Expression);

    private ImmutableArray<T> Items<T>(string close, Func<T> item)
    {
        var items = ImmutableArray.CreateBuilder<T>();
        while (!Take(close))
        {
            items.Add(item());
            if (!Take(","))
            {
                Expect(close);
                break;
            }

            if (close == ")" && Now is { Kind: CelTokenKind.Sign, Text: ")" })
            {
                throw Unexpected("an argument");
            }
        }

        return items.ToImmutable();
    }

    private static CelNode Call(CelNode? target, CelToken name, ImmutableArray<CelNode> arguments)
    {
        if (target is null && name.Text == "has" && arguments.Length == 1)
        {
            return arguments[0] is CelNode.Select select
                ? new CelNode.Has(select.From, select.Field)
                : throw new CelProblem(name.Position, "`has` asks for a field: has(a.b)");
        }

        CelMacro? macro = name.Text switch
        {
            "all" => CelMacro.All,
            "exists" => CelMacro.Exists,
            "exists_one" => CelMacro.ExistsOne,
            "map" => CelMacro.Map,
            "filter" => CelMacro.Filter,
            _ => null,
        };
        if (target is null || macro is null || arguments.Length < 2 || arguments.Length > (macro == CelMacro.Map ? 3 : 2))
        {
            return new CelNode.Call(target, name.Text, arguments);
        }

        return arguments[0] is CelNode.Name variable
            ? new CelNode.Each(macro.Value, target, variable.Text, arguments.Length == 3 ? arguments[1] : null, arguments[^1])
            : throw new CelProblem(name.Position, $"`{name.Text}` begins with the name of a variable");
    }

    /// <summary>Each link of a chain nests the tree one deeper, wherever it stands: all of an expression together are bound, and with them the stack.</summary>
    private void Link()
    {
        if (++_links > limits.LinksMax)
        {
            throw new CelProblem(Now.Position, $"more than {limits.LinksMax} operators and members");
        }
    }

    private void Deeper()
    {
        if (++_depth > limits.DepthMax)
        {
            throw new CelProblem(Now.Position, $"nested deeper than {limits.DepthMax}");
        }
    }

    private bool Take(string sign)
    {
        if (Now.Kind != CelTokenKind.Sign || Now.Text != sign)
        {
            return false;
        }

        _at++;
        return true;
    }

    private void Expect(string sign)
    {
        if (!Take(sign))
        {
            throw Unexpected($"`{sign}`");
        }
    }

    private CelProblem Unexpected(string allowed) => new(Now.Position, $"`{(Now.Text.Length > 40 ? Now.Text[..40] : Now.Text)}` where {allowed} is allowed");
}
