using System.Collections.Immutable;

namespace OrleansTwin.Access.Azure.Conditions;

/// <summary>
/// Reads a condition. <c>!</c> binds before <c>AND</c>, and that before <c>OR</c>; Azure's page asks for parentheses wherever that would matter.
/// </summary>
internal sealed class ConditionParser(List<ConditionToken> tokens, AzureLimits limits)
{
    private int _at;
    private int _depth;

    private ConditionToken Now => tokens[_at];

    public ConditionNode Read()
    {
        var node = Any();
        Expect(ConditionTokenKind.End, "`AND`, `OR` or the end");
        return node;
    }

    private ConditionNode Any()
    {
        var parts = ImmutableArray.CreateBuilder<ConditionNode>();
        parts.Add(All());
        while (Take(ConditionTokenKind.Or))
        {
            parts.Add(All());
        }

        return parts.Count == 1 ? parts[0] : new ConditionNode.Any(parts.ToImmutable());
    }

    private ConditionNode All()
    {
        var parts = ImmutableArray.CreateBuilder<ConditionNode>();
        parts.Add(One());
        while (Take(ConditionTokenKind.And))
        {
            parts.Add(One());
        }

        return parts.Count == 1 ? parts[0] : new ConditionNode.All(parts.ToImmutable());
    }

    private ConditionNode One()
    {
        if (++_depth > limits.ConditionDepthMax)
        {
            throw new ConditionProblem(Now.Position, $"nested deeper than {limits.ConditionDepthMax}");
        }

        var node = Now.Kind switch
        {
            ConditionTokenKind.Not => Negation(),
            ConditionTokenKind.Open => Group(),
            ConditionTokenKind.Word when tokens[_at + 1].Kind is ConditionTokenKind.OpenList or ConditionTokenKind.Attribute or ConditionTokenKind.Open => Function(),
            _ => Comparison(),
        };
        _depth--;
        return node;
    }

    private ConditionNode.Not Negation()
    {
        _at++;
        return new ConditionNode.Not(One());
    }

    private ConditionNode Group()
    {
        _at++;
        var node = Any();
        Expect(ConditionTokenKind.Close, "`)`");
        return node;
    }

    private ConditionNode Function()
    {
        var name = tokens[_at++];
        if (name.Text.Equals("Exists", StringComparison.OrdinalIgnoreCase) || name.Text.Equals("NotExists", StringComparison.OrdinalIgnoreCase))
        {
            var wrapped = Take(ConditionTokenKind.Open);
            var exists = new ConditionNode.Exists(Attribute());
            if (wrapped)
            {
                Expect(ConditionTokenKind.Close, "`)`");
            }

            return name.Text.Length == "Exists".Length ? exists : new ConditionNode.Not(exists);
        }

        if (name.Text.Equals("ActionMatches", StringComparison.OrdinalIgnoreCase))
        {
            return new ConditionNode.ActionMatches(ActionPatterns.Of(List()));
        }

        return name.Text.Equals("SubOperationMatches", StringComparison.OrdinalIgnoreCase)
            ? new ConditionNode.SubOperationMatches(List())
            : throw new ConditionProblem(name.Position, $"`{name.Text}` is no function; allowed are ActionMatches, SubOperationMatches, Exists");
    }

    private ConditionNode.Compare Comparison()
    {
        var left = Operand();
        if (Now.Kind != ConditionTokenKind.Word)
        {
            throw new ConditionProblem(Now.Position, $"`{Now.Text}` where an operator is allowed");
        }

        var word = tokens[_at++];
        var found = ConditionOperator.Find(word.Text)
            ?? throw new ConditionProblem(word.Position, $"`{word.Text}` is no operator; allowed are String…, Numeric…, DateTime…, TimeOfDay…, Bool… and Guid… comparisons, with ForAnyOfAnyValues:, ForAllOfAnyValues:, ForAnyOfAllValues:, ForAllOfAllValues:");
        var right = Operand();
        if (!found.IsCrossProduct && (left.Values.Length > 1 || right.Values.Length > 1))
        {
            throw new ConditionProblem(word.Position, $"`{word.Text}` compares single values; a list is allowed with ForAnyOfAnyValues: and the like");
        }

        return new ConditionNode.Compare(left, found, right);
    }

    private ConditionOperand Operand()
    {
        if (Now.Kind == ConditionTokenKind.Attribute)
        {
            return new ConditionOperand(Attribute(), []);
        }

        if (Now.Kind == ConditionTokenKind.OpenList)
        {
            return new ConditionOperand(null, List());
        }

        if (Now.Kind is ConditionTokenKind.Text or ConditionTokenKind.Word)
        {
            return new ConditionOperand(null, [tokens[_at++].Text]);
        }

        throw new ConditionProblem(Now.Position, $"`{Now.Text}` where an attribute or a value is allowed");
    }

    private ImmutableArray<string> List()
    {
        Expect(ConditionTokenKind.OpenList, "`{`");
        var values = ImmutableArray.CreateBuilder<string>();
        do
        {
            if (Now.Kind is not (ConditionTokenKind.Text or ConditionTokenKind.Word))
            {
                throw new ConditionProblem(Now.Position, $"`{Now.Text}` where a value is allowed");
            }

            values.Add(tokens[_at++].Text);
        }
        while (Take(ConditionTokenKind.Comma));
        Expect(ConditionTokenKind.CloseList, "`,` or `}`");
        return values.ToImmutable();
    }

    private AttributeReference Attribute()
    {
        var token = Now;
        Expect(ConditionTokenKind.Attribute, "an attribute");
        var open = token.Text.IndexOf('[', StringComparison.Ordinal);
        var source = open < 0 ? "" : token.Text[1..open].Trim();
        if (!Enum.TryParse<AttributeSource>(source, ignoreCase: true, out var from) || int.TryParse(source, out _))
        {
            throw new ConditionProblem(token.Position, $"`@{source}` gives no attributes; allowed are {string.Join(", ", Enum.GetNames<AttributeSource>().Select(static n => $"@{n}"))}");
        }

        var name = token.Text[(open + 1)..^1].Trim();
        var keyed = name.EndsWith(AttributeReference.CaseMarker, StringComparison.Ordinal);
        name = keyed ? name[..^AttributeReference.CaseMarker.Length] : name;
        return name.Length == 0 ? throw new ConditionProblem(token.Position, "an attribute without a name") : new(from, name, keyed);
    }

    private bool Take(ConditionTokenKind kind)
    {
        if (Now.Kind != kind)
        {
            return false;
        }

        _at++;
        return true;
    }

    private void Expect(ConditionTokenKind kind, string allowed)
    {
        if (Now.Kind != kind)
        {
            throw new ConditionProblem(Now.Position, $"`{Now.Text}` where {allowed} is allowed");
        }

        _at = Math.Min(_at + 1, tokens.Count - 1);
    }
}
