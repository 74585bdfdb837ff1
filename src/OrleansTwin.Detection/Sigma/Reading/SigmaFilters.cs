using System.Collections.Immutable;

namespace OrleansTwin.Detection.Sigma.Reading;

/// <summary>Adds the condition of each filter to the rules it names (Sigma filters specification).</summary>
internal static class SigmaFilters
{
    public static ImmutableArray<SigmaRule> Apply(
        ImmutableArray<SigmaRule> rules, IReadOnlyList<SigmaFilter> filters, SigmaCollector collector)
    {
        if (filters.Count == 0)
        {
            return rules;
        }

        var used = new bool[filters.Count];
        var result = ImmutableArray.CreateBuilder<SigmaRule>(rules.Length);
        foreach (var rule in rules)
        {
            var parts = ImmutableArray.CreateBuilder<SigmaNode>();
            parts.Add(rule.Detection);
            for (var i = 0; i < filters.Count; i++)
            {
                if (IsFor(filters[i], rule))
                {
                    used[i] = true;
                    parts.Add(filters[i].Condition);
                }
            }

            result.Add(parts.Count == 1 ? rule : rule with { Detection = new SigmaAll(parts.ToImmutable()) });
        }

        for (var i = 0; i < filters.Count; i++)
        {
            if (!used[i])
            {
                collector.Warning(filters[i].Position, "filter-unused", "The filter names no loaded rule of its log source.");
            }
        }

        return result.ToImmutable();
    }

    private static bool IsFor(SigmaFilter filter, SigmaRule rule) =>
        filter.LogSource == rule.LogSource
        && (filter.Rules.IsEmpty
            || filter.Rules.Any(name => name == rule.Metadata.Id || name == rule.Metadata.Name));
}
