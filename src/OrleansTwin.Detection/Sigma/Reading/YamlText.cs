using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace OrleansTwin.Detection.Sigma.Reading;

/// <summary>Text to YAML documents, with limits on size, depth and number of nodes, and without anchors.</summary>
internal static class YamlText
{
    public static IReadOnlyList<YamlDocument> Read(SigmaSource source, SigmaCollector collector)
    {
        if (source.Text.Length > SigmaLimits.RuleFileCharactersMax)
        {
            collector.Error(new(source.Path, 1, 1), "file-too-large",
                $"`{source.Text.Length}` characters; at most {SigmaLimits.RuleFileCharactersMax} are read.");
            return [];
        }

        try
        {
            // The event parser does not recurse: it may look at hostile nesting before the tree is built.
            if (!HasAllowedShape(source, collector))
            {
                return [];
            }

            var stream = new YamlStream();
            stream.Load(new StringReader(source.Text));
            return [.. stream.Documents];
        }
        catch (YamlException exception)
        {
            collector.Error(At(source.Path, exception.Start), "yaml", $"Not YAML: {FirstLine(exception.Message)}");
            return [];
        }
    }

    public static SigmaPosition At(string path, Mark mark) =>
        new(path, (int)Math.Max(1, mark.Line), (int)Math.Max(1, mark.Column));

    private static bool HasAllowedShape(SigmaSource source, SigmaCollector collector)
    {
        var parser = new Parser(new StringReader(source.Text));
        var nodes = 0;
        var depth = 0;
        while (parser.MoveNext())
        {
            var current = parser.Current!;
            nodes++;
            depth += current.NestingIncrease;
            // Stream and document count as two levels.
            if (depth > SigmaLimits.RuleDepthMax + 2)
            {
                collector.Error(At(source.Path, current.Start), "too-deep", $"Nested deeper than {SigmaLimits.RuleDepthMax} levels.");
                return false;
            }

            if (nodes > SigmaLimits.RuleNodesMax)
            {
                collector.Error(At(source.Path, current.Start), "too-many-nodes", $"More than {SigmaLimits.RuleNodesMax} nodes.");
                return false;
            }

            if (current is AnchorAlias || current is NodeEvent { Anchor.IsEmpty: false })
            {
                collector.Error(At(source.Path, current.Start), "anchor", "Anchors and aliases are not read; write the value out.");
                return false;
            }
        }

        return true;
    }

    private static string FirstLine(string message)
    {
        var end = message.IndexOfAny(['\r', '\n']);
        return end < 0 ? message : message[..end];
    }
}
