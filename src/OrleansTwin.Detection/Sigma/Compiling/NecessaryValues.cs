namespace OrleansTwin.Detection.Sigma.Compiling;

/// <summary>
/// Equality predicates without which a detection cannot hold: field → folded values of which the event must have one.
/// Sound, not complete: what is not seen to be necessary is left out.
/// </summary>
internal static class NecessaryValues
{
    private static readonly Dictionary<string, HashSet<string>> Nothing = new(StringComparer.Ordinal);

    public static Dictionary<string, HashSet<string>> Of(SigmaNode node)
    {
        switch (node)
        {
            case SigmaTest test:
                return OfTest(test);
            case SigmaSelection selection:
                return Of(selection.Node);
            case SigmaAll all:
                return OfAll(all);
            case SigmaAny { Nodes.Length: > 0 } any:
                return OfAny(any);
            default:
                return Nothing;
        }
    }

    private static Dictionary<string, HashSet<string>> OfTest(SigmaTest test)
    {
        if (test.Field is null || test.Negated || test.Operands.IsEmpty)
        {
            return Nothing;
        }

        var plain = test.Operands
            .Select(operand => operand is SigmaPatternOperand pattern ? pattern.Pattern.Plain : null)
            .ToList();
        if (test.RequireAll)
        {
            // Every operand is necessary; one is enough for an index.
            var one = plain.FirstOrDefault(text => text is not null);
            return one is null ? Nothing : Single(test.Field, [Folding.Fold(one)]);
        }

        return plain.Contains(null)
            ? Nothing
            : Single(test.Field, [.. plain.Select(text => Folding.Fold(text!))]);
    }

    private static Dictionary<string, HashSet<string>> Single(string field, HashSet<string> values) =>
        new(StringComparer.Ordinal) { [field] = values };

    private static Dictionary<string, HashSet<string>> OfAll(SigmaAll all)
    {
        var merged = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var (field, values) in all.Nodes.SelectMany(Of))
        {
            if (!merged.TryGetValue(field, out var known) || values.Count < known.Count)
            {
                merged[field] = values;
            }
        }

        return merged;
    }

    private static Dictionary<string, HashSet<string>> OfAny(SigmaAny any)
    {
        var merged = Of(any.Nodes[0]).ToDictionary(
            entry => entry.Key, entry => new HashSet<string>(entry.Value, StringComparer.Ordinal), StringComparer.Ordinal);
        foreach (var node in any.Nodes.Skip(1))
        {
            var next = Of(node);
            foreach (var field in merged.Keys.ToList())
            {
                if (next.TryGetValue(field, out var values))
                {
                    merged[field].UnionWith(values);
                }
                else
                {
                    merged.Remove(field);
                }
            }
        }

        return merged;
    }
}
