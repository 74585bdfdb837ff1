using System.Collections.Immutable;

namespace OrleansTwin.Detection.Sigma.Reading;

/// <summary>Names across files: no name or id twice, every reference of a correlation leads to a rule, no circle.</summary>
internal static class SigmaNames
{
    public static (ImmutableArray<SigmaRule> Rules, ImmutableArray<SigmaCorrelation> Correlations) KeepUnique(
        ImmutableArray<SigmaRule> rules, ImmutableArray<SigmaCorrelation> correlations, SigmaCollector collector)
    {
        var taken = new Dictionary<string, SigmaPosition>(StringComparer.Ordinal);
        bool IsNew(SigmaMetadata metadata, SigmaPosition position)
        {
            string[] names = [.. new[] { metadata.Key, metadata.Id, metadata.Name }.OfType<string>().Distinct(StringComparer.Ordinal)];
            foreach (var name in names)
            {
                if (taken.TryGetValue(name, out var first))
                {
                    collector.Error(position, "duplicate", $"`{name}` is already the id or name of the rule at {first}.");
                    return false;
                }
            }

            foreach (var name in names)
            {
                taken[name] = position;
            }

            return true;
        }

        return (
            [.. rules.Where(rule => IsNew(rule.Metadata, rule.Position))],
            [.. correlations.Where(correlation => IsNew(correlation.Metadata, correlation.Position))]);
    }

    /// <summary>Correlations in an order in which each comes after those it refers to.</summary>
    public static ImmutableArray<SigmaCorrelation> KeepResolvable(
        ImmutableArray<SigmaRule> rules, ImmutableArray<SigmaCorrelation> correlations, SigmaCollector collector)
    {
        var keys = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var metadata in rules.Select(rule => rule.Metadata).Concat(correlations.Select(correlation => correlation.Metadata)))
        {
            foreach (var name in new[] { metadata.Id, metadata.Name, metadata.Key }.OfType<string>())
            {
                keys[name] = metadata.Key;
            }
        }

        var settled = new HashSet<string>(rules.Select(rule => rule.Key), StringComparer.Ordinal);
        var waiting = correlations
            .Select(correlation => WithKeys(correlation, keys, collector))
            .OfType<SigmaCorrelation>()
            .ToList();
        var ordered = ImmutableArray.CreateBuilder<SigmaCorrelation>();
        while (waiting.Count > 0)
        {
            var ready = waiting.FindAll(correlation => correlation.Rules.Concat(correlation.Absent).All(settled.Contains));
            if (ready.Count == 0)
            {
                foreach (var stuck in waiting)
                {
                    collector.Error(stuck.Position, "unresolved", "The rules this correlation refers to refer back to it, or did not load.");
                }

                break;
            }

            ordered.AddRange(ready);
            settled.UnionWith(ready.Select(correlation => correlation.Key));
            waiting.RemoveAll(ready.Contains);
        }

        return ordered.ToImmutable();
    }

    private static SigmaCorrelation? WithKeys(
        SigmaCorrelation correlation, Dictionary<string, string> keys, SigmaCollector collector)
    {
        var complete = true;
        string Resolve(string name)
        {
            if (keys.TryGetValue(name, out var key))
            {
                return key;
            }

            collector.Error(correlation.Position, "unknown-rule", $"`{name}` is not the id or name of a loaded rule.");
            complete = false;
            return name;
        }

        var resolved = correlation with
        {
            Rules = [.. correlation.Rules.Select(Resolve)],
            Absent = [.. correlation.Absent.Select(Resolve)],
            Aliases = correlation.Aliases.ToImmutableSortedDictionary(
                alias => alias.Key,
                alias => alias.Value.ToImmutableSortedDictionary(rule => Resolve(rule.Key), rule => rule.Value, StringComparer.Ordinal),
                StringComparer.Ordinal),
        };
        return complete ? resolved : null;
    }
}
