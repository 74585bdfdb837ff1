using System.Collections.Immutable;
using YamlDotNet.RepresentationModel;

namespace OrleansTwin.Detection.Sigma.Reading;

/// <summary>
/// One search identifier. A map joins its lines with AND; a list of maps joins them with OR;
/// a list of texts, or a text, is a keyword search over the whole record.
/// </summary>
internal static class SelectionReader
{
    public static SigmaNode? Read(MapReader context, SigmaPosition position, YamlNode value, SigmaPlaceholders placeholders)
    {
        switch (value)
        {
            case YamlMappingNode map:
                return ReadMap(context, map, placeholders);
            case YamlSequenceNode { Children.Count: 0 }:
                context.Collector.Error(context.At(value), "selection-empty", "The selection is empty.");
                return null;
            case YamlSequenceNode list when list.Children.All(child => child is YamlScalarNode):
                return FieldReader.Read(context, position, "", list, placeholders);
            case YamlSequenceNode list:
                return ReadList(context, list, placeholders);
            default:
                return FieldReader.Read(context, position, "", value, placeholders);
        }
    }

    private static SigmaAny? ReadList(MapReader context, YamlSequenceNode list, SigmaPlaceholders placeholders)
    {
        var parts = ImmutableArray.CreateBuilder<SigmaNode>();
        foreach (var child in list.Children)
        {
            var part = child switch
            {
                YamlMappingNode map => ReadMap(context, map, placeholders),
                YamlScalarNode scalar => FieldReader.Read(context, context.At(scalar), "", scalar, placeholders),
                _ => null,
            };
            if (part is not null)
            {
                parts.Add(part);
            }
            else if (child is YamlSequenceNode)
            {
                context.Collector.Error(context.At(child), "selection", "A list of lists has no meaning here.");
            }
        }

        return parts.Count == list.Children.Count ? new SigmaAny(parts.ToImmutable()) : null;
    }

    private static SigmaNode? ReadMap(MapReader context, YamlMappingNode map, SigmaPlaceholders placeholders)
    {
        if (map.Children.Count == 0)
        {
            context.Collector.Error(context.At(map), "selection-empty", "The selection is empty.");
            return null;
        }

        var parts = ImmutableArray.CreateBuilder<SigmaNode>(map.Children.Count);
        foreach (var (key, value) in map.Children)
        {
            if (key is not YamlScalarNode { Value: { } field })
            {
                context.Collector.Error(context.At(key), "key", "A field name must be text.");
                continue;
            }

            if (FieldReader.Read(context, context.At(key), field, value, placeholders) is { } test)
            {
                parts.Add(test);
            }
        }

        return parts.Count != map.Children.Count ? null : parts.Count == 1 ? parts[0] : new SigmaAll(parts.ToImmutable());
    }
}
