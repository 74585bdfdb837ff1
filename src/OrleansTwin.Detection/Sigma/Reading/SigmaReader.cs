using System.Collections.Immutable;
using YamlDotNet.RepresentationModel;

namespace OrleansTwin.Detection.Sigma.Reading;

/// <summary>
/// Rule files to rules, in this order: text → documents → metadata, log source, selections, condition, cases;
/// then filters are added to the rules they name, and references between rules are checked.
/// Every problem of every file is reported; a document with an error is left out, the others load.
/// Follows the Sigma specification 2.1 (rules, modifiers, correlation rules, filters).
/// </summary>
public static class SigmaReader
{
    /// <param name="sources">Files in any order; the result does not depend on it.</param>
    /// <param name="placeholders">Values for the <c>expand</c> modifier.</param>
    public static SigmaRuleSet Read(IEnumerable<SigmaSource> sources, SigmaPlaceholders placeholders)
    {
        ArgumentNullException.ThrowIfNull(sources);
        ArgumentNullException.ThrowIfNull(placeholders);
        var collector = new SigmaCollector();
        var rules = ImmutableArray.CreateBuilder<SigmaRule>();
        var correlations = ImmutableArray.CreateBuilder<SigmaCorrelation>();
        var filters = new List<SigmaFilter>();
        foreach (var source in sources.OrderBy(source => source.Path, StringComparer.Ordinal))
        {
            foreach (var document in YamlText.Read(source, collector))
            {
                ReadDocument(source.Path, document, collector, placeholders, rules, correlations, filters);
            }
        }

        var unique = SigmaNames.KeepUnique(rules.ToImmutable(), correlations.ToImmutable(), collector);
        var filtered = SigmaFilters.Apply(unique.Rules, filters, collector);
        var known = SigmaNames.KeepResolvable(filtered, unique.Correlations, collector);
        return new(filtered, known, collector.ToSorted());
    }

    private static void ReadDocument(
        string path,
        YamlDocument document,
        SigmaCollector collector,
        SigmaPlaceholders placeholders,
        ImmutableArray<SigmaRule>.Builder rules,
        ImmutableArray<SigmaCorrelation>.Builder correlations,
        List<SigmaFilter> filters)
    {
        if (document.RootNode is not YamlMappingNode root)
        {
            if (document.RootNode is not YamlScalarNode { Value: null or "" })
            {
                collector.Error(YamlText.At(path, document.RootNode.Start), "map-expected", "A rule must be a map.");
            }

            return;
        }

        var map = new MapReader(path, root, collector);
        var errors = collector.Errors;
        var metadata = MetadataReader.Read(path, map);
        if (map.Find("action") is { } action)
        {
            collector.Error(map.At(action), "unsupported-action", "`action` belongs to Sigma 1; write each rule out.");
            return;
        }

        if (map.Find("correlation") is not null)
        {
            var correlation = CorrelationReader.Read(map, metadata);
            if (correlation is not null && collector.Errors == errors)
            {
                correlations.Add(correlation);
            }
        }
        else if (map.Find("filter") is not null)
        {
            var filter = FilterReader.Read(map, metadata, placeholders);
            if (filter is not null && collector.Errors == errors)
            {
                filters.Add(filter);
            }
        }
        else
        {
            var rule = RuleReader.Read(map, metadata, placeholders);
            if (rule is not null && collector.Errors == errors)
            {
                rules.Add(rule);
            }
        }
    }
}
