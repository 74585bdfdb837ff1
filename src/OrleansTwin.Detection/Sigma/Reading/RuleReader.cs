namespace OrleansTwin.Detection.Sigma.Reading;

/// <summary>A detection rule document.</summary>
internal static class RuleReader
{
    public static SigmaRule? Read(MapReader map, SigmaMetadata metadata, SigmaPlaceholders placeholders)
    {
        var source = LogSource(map);
        var detection = map.Map("detection");
        if (detection is null)
        {
            if (map.Find("detection") is null)
            {
                map.Collector.Error(map.Position, "detection-missing", "A rule needs a `detection`, a `correlation` or a `filter`.");
            }

            return null;
        }

        var node = DetectionReader.Read(detection, placeholders);
        if (node is null || source is null)
        {
            return null;
        }

        return new()
        {
            Position = map.Position,
            Metadata = metadata,
            LogSource = source,
            Detection = node,
            Cases = CaseReader.Read(map),
        };
    }

    public static SigmaLogSource? LogSource(MapReader map)
    {
        var source = map.Map("logsource");
        if (source is null)
        {
            if (map.Find("logsource") is null)
            {
                map.Collector.Error(map.Position, "logsource-missing", "A rule needs a `logsource`.");
            }

            return null;
        }

        var product = source.Text("product")?.ToLowerInvariant();
        var service = source.Text("service")?.ToLowerInvariant();
        var category = source.Text("category")?.ToLowerInvariant();
        if (product is null && service is null && category is null)
        {
            map.Collector.Error(source.Position, "logsource-empty", "A `logsource` names a product, a service or a category.");
            return null;
        }

        return new(product, service, category);
    }
}
