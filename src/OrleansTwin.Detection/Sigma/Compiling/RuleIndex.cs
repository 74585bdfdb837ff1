using OrleansTwin.Detection.Sigma.Events;

namespace OrleansTwin.Detection.Sigma.Compiling;

/// <summary>
/// Which rules an event can match at all. A rule stands under the values of one field that it needs; only rules without
/// such a field are looked at for every event. A rule that cannot match therefore costs nothing.
/// </summary>
internal sealed class RuleIndex
{
    private readonly (int Slot, FoldedMap<int[]> Rules)[] _fields;
    private readonly int[] _always;

    private RuleIndex((int Slot, FoldedMap<int[]> Rules)[] fields, int[] always)
    {
        _fields = fields;
        _always = always;
    }

    /// <summary>Rules that no index narrows.</summary>
    public int AlwaysCount => _always.Length;

    public static RuleIndex Build(IReadOnlyList<SigmaRule> rules, SigmaFieldTable fields)
    {
        var always = new List<int>();
        var bySlot = new SortedDictionary<int, Dictionary<string, List<int>>>();
        for (var rule = 0; rule < rules.Count; rule++)
        {
            var best = NecessaryValues.Of(rules[rule].Detection)
                .Where(entry => !fields.Derived.ContainsKey(fields.SlotOf(entry.Key)))
                .OrderBy(entry => Rank(fields.Log, entry.Key))
                .ThenBy(entry => entry.Value.Count)
                .ThenBy(entry => entry.Key, StringComparer.Ordinal)
                .Select(entry => (KeyValuePair<string, HashSet<string>>?)entry)
                .FirstOrDefault();
            if (best is not { } chosen)
            {
                always.Add(rule);
                continue;
            }

            var slot = fields.SlotOf(chosen.Key);
            if (!bySlot.TryGetValue(slot, out var values))
            {
                bySlot[slot] = values = new(StringComparer.Ordinal);
            }

            foreach (var value in chosen.Value)
            {
                if (!values.TryGetValue(value, out var listed))
                {
                    values[value] = listed = [];
                }

                listed.Add(rule);
            }
        }

        return new(
            [.. bySlot.Select(entry => (entry.Key, new FoldedMap<int[]>(
                entry.Value.Select(value => KeyValuePair.Create(value.Key, value.Value.ToArray())))))],
            [.. always]);
    }

    /// <summary>Hands every candidate to the findings, which take each once.</summary>
    public void Collect(ISigmaEvent record, SigmaFindings findings)
    {
        foreach (var rule in _always)
        {
            findings.AddCandidate(rule);
        }

        foreach (var (slot, rules) in _fields)
        {
            for (var value = record.FirstValue(slot); value >= 0; value = record.NextValue(value))
            {
                if (record.KindOf(value) is SigmaValueKind.Null or SigmaValueKind.List)
                {
                    continue;
                }

                AddCandidates(rules, record.TextOf(value), findings);
                var opened = record.OpenedTextOf(value);
                if (!opened.IsEmpty)
                {
                    AddCandidates(rules, opened, findings);
                }
            }
        }
    }

    private static void AddCandidates(FoldedMap<int[]> rules, ReadOnlySpan<byte> text, SigmaFindings findings)
    {
        if (rules.TryGet(text, out var found))
        {
            foreach (var rule in found)
            {
                findings.AddCandidate(rule);
            }
        }
    }

    private static int Rank(SigmaLog log, string field)
    {
        var rank = log.Index.IndexOf(field);
        return rank < 0 ? int.MaxValue : rank;
    }
}
