using System.Collections.Immutable;
using System.Text;
using OrleansTwin.Detection.Sigma.Events;

namespace OrleansTwin.Detection.Sigma.Compiling;

/// <summary>Why a rule matched: walks the tree again, for the one event that did, and notes the parts that hold.</summary>
internal static class Explainer
{
    public static ImmutableArray<SigmaMatchedField> Explain(SigmaNode node, ISigmaEvent record, SigmaFieldTable fields)
    {
        var found = ImmutableArray.CreateBuilder<SigmaMatchedField>();
        Walk(node, "", record, fields, found);
        return found.ToImmutable();
    }

    /// <summary>Whether the node holds; adds reasons only for nodes that do. What stands under a negation gives no reason of its own.</summary>
    private static bool Walk(
        SigmaNode node,
        string selection,
        ISigmaEvent record,
        SigmaFieldTable fields,
        ImmutableArray<SigmaMatchedField>.Builder found)
    {
        var before = found.Count;
        var holds = node switch
        {
            SigmaSelection named => Walk(named.Node, named.Name, record, fields, found),
            SigmaNot not => !Walk(not.Node, selection, record, fields, ImmutableArray.CreateBuilder<SigmaMatchedField>()),
            SigmaAll all => all.Nodes.All(child => Walk(child, selection, record, fields, found)),
            // No shortcut: every alternative that holds is worth telling.
            SigmaAny any => any.Nodes.Aggregate(false, (held, child) => Walk(child, selection, record, fields, found) || held),
            SigmaTest test => WalkTest(test, selection, record, fields, found),
            _ => throw new InvalidOperationException($"No meaning for {node.GetType().Name}."),
        };
        while (!holds && found.Count > before)
        {
            found.RemoveAt(found.Count - 1);
        }

        return holds;
    }

    private static bool WalkTest(
        SigmaTest test,
        string selection,
        ISigmaEvent record,
        SigmaFieldTable fields,
        ImmutableArray<SigmaMatchedField>.Builder found)
    {
        var passed = test.Operands
            .Where(operand => TestCompiler.CompileOperand(test, operand, fields)(record))
            .ToList();
        var positive = test.RequireAll ? passed.Count == test.Operands.Length : passed.Count > 0;
        if (positive == test.Negated)
        {
            return false;
        }

        var asked = test.Negated ? test.Operands.AsEnumerable() : passed;
        foreach (var operand in asked)
        {
            var written = test.Negated ? "not " + operand.Written : operand.Written;
            found.Add(new(selection, test.Field, ValueOf(test, operand, record, fields), written));
        }

        return true;
    }

    private static string? ValueOf(SigmaTest test, SigmaOperand operand, ISigmaEvent record, SigmaFieldTable fields)
    {
        if (test.Field is null)
        {
            return null;
        }

        var slot = fields.SlotOf(test.Field);
        string? first = null;
        for (var value = record.FirstValue(slot); value >= 0; value = record.NextValue(value))
        {
            var only = new SingleValueEvent(record, slot, value);
            var text = Shorten(record.TextOf(value));
            if (!test.Negated && operand is not SigmaNullOperand and not SigmaExistsOperand
                && TestCompiler.CompileOperand(test, operand, fields)(only))
            {
                return text;
            }

            first ??= record.KindOf(value) is SigmaValueKind.Null or SigmaValueKind.List ? null : text;
        }

        return first;
    }

    private static string Shorten(ReadOnlySpan<byte> text)
    {
        var whole = Encoding.UTF8.GetString(text);
        return whole.Length <= SigmaLimits.ExplainedCharactersMax ? whole : string.Concat(whole.AsSpan(0, SigmaLimits.ExplainedCharactersMax), "…");
    }
}
