using System.Collections.Immutable;
using YamlDotNet.RepresentationModel;

namespace OrleansTwin.Detection.Sigma.Reading;

/// <summary>A Sigma filter document: <c>filter</c> holds <c>rules</c>, selections and a <c>condition</c>.</summary>
internal static class FilterReader
{
    public static SigmaFilter? Read(MapReader map, SigmaMetadata metadata, SigmaPlaceholders placeholders)
    {
        var source = RuleReader.LogSource(map);
        var filter = map.Map("filter");
        if (filter is null || source is null)
        {
            return null;
        }

        ImmutableArray<string> rules = [];
        switch (filter.Find("rules"))
        {
            case null:
                map.Collector.Error(filter.Position, "filter-rules", "A filter needs `rules`: a list of ids or names, or `any`.");
                return null;
            case YamlScalarNode { Value: "any" }:
                break;
            default:
                rules = filter.Texts("rules");
                if (rules.IsEmpty)
                {
                    map.Collector.Error(filter.Position, "filter-rules", "`rules` is empty; write `any` to mean every rule.");
                    return null;
                }

                break;
        }

        var node = DetectionReader.Read(filter, placeholders, "rules");
        return node is null ? null : new(map.Position, metadata, source, rules, node);
    }
}
