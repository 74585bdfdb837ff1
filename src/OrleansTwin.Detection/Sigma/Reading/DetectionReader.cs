using System.Collections.Immutable;
using YamlDotNet.RepresentationModel;

namespace OrleansTwin.Detection.Sigma.Reading;

/// <summary>The <c>detection</c> map: search identifiers and the condition that joins them.</summary>
internal static class DetectionReader
{
    public static SigmaNode? Read(MapReader detection, SigmaPlaceholders placeholders, params string[] ignored)
    {
        var selections = new List<KeyValuePair<string, SigmaNode>>();
        var errors = detection.Collector.Errors;
        foreach (var (name, position, value) in detection.Entries)
        {
            if (name == "condition" || ignored.Contains(name))
            {
                continue;
            }

            if (name == "timeframe")
            {
                detection.Collector.Error(position, "unsupported-timeframe",
                    "`timeframe` belongs to Sigma 1; write a correlation rule with a `timespan`.");
                continue;
            }

            var node = SelectionReader.Read(detection, position, value, placeholders);
            if (node is not null)
            {
                selections.Add(new(name, new SigmaSelection(name, node)));
            }
        }

        var conditions = Conditions(detection);
        if (detection.Collector.Errors != errors)
        {
            return null;
        }

        var read = conditions
            .Select(condition => ConditionParser.Parse(condition.Text, condition.Position, selections, detection.Collector))
            .ToList();
        if (read.Count == 0 || read.Contains(null))
        {
            return null;
        }

        return read.Count == 1 ? read[0] : new SigmaAny([.. read.OfType<SigmaNode>()]);
    }

    private static List<(string Text, SigmaPosition Position)> Conditions(MapReader detection)
    {
        switch (detection.Find("condition"))
        {
            case YamlScalarNode { Value: { } text } scalar when !string.IsNullOrWhiteSpace(text):
                return [(text, detection.At(scalar))];
            case YamlSequenceNode { Children.Count: > 0 } list when list.Children.All(child => child is YamlScalarNode):
                return [.. list.Children.Select(child => (((YamlScalarNode)child).Value ?? "", detection.At(child)))];
            case null:
                detection.Collector.Error(detection.Position, "condition-missing", "A detection needs a `condition`.");
                return [];
            case var other:
                detection.Collector.Error(detection.At(other), "condition", "A `condition` is a text or a list of texts.");
                return [];
        }
    }
}
