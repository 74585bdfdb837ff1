using System.Globalization;
using OrleansTwin.Model.Signals;
using OrleansTwin.Normalization.Entries;
using OrleansTwin.Normalization.Expressions;
using YamlDotNet.RepresentationModel;

namespace OrleansTwin.Normalization.Mappings;

/// <summary>The <c>finding:</c> part of a mapping file.</summary>
/// <param name="value">Reads the expression under a key.</param>
internal sealed class FindingRuleReader(ProblemList problems, Func<YamlMap, string, Expr?> value, Func<YamlNode, Expr?> expression)
{
    public FindingRule? Read(YamlNode? node)
    {
        if (node is null)
        {
            return null;
        }

        var map = new YamlMap(node, problems);
        var (id, severity) = (value(map, "id"), Severity(map.Take("severity")));
        if (id is null || severity is null)
        {
            problems.Add(node, "`finding` needs `id` and `severity` (`of`, and for each of info, low, medium, high, critical a list of words or the number it begins with)");
            return null;
        }

        var rule = new FindingRule
        {
            Id = id,
            Severity = severity,
            Updated = value(map, "updated"),
            Product = value(map, "product"),
            Title = value(map, "title"),
            Text = value(map, "text"),
            Class = value(map, "class"),
            Closed = value(map, "closed"),
            Techniques = [.. map.TakeList("techniques").Select(expression).OfType<Expr>()],
            Tactics = Tactics(map.Take("tactics")),
        };
        map.NoOther();
        return rule;
    }

    private SeverityRule? Severity(YamlNode? node)
    {
        if (node is not YamlMappingNode)
        {
            return null;
        }

        var map = new YamlMap(node, problems);
        var of = value(map, "of");
        var levels = new List<(Severity, string[], double?)>();
        foreach (var level in Enum.GetValues<Severity>())
        {
            switch (map.Take(level.ToString().ToLowerInvariant()))
            {
                case YamlSequenceNode words:
                    levels.Add((level, [.. words.Children.Select(YamlMap.Text)], null));
                    break;
                case YamlScalarNode { Value: { } text } when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var from):
                    levels.Add((level, [], from));
                    break;
                case { } other:
                    problems.Add(other, "a level is a list of words or the number it begins with");
                    break;
                default:
                    break;
            }
        }

        map.NoOther();
        return of is null || levels.Count == 0 ? null : new(of, levels);
    }

    private (Expr, IReadOnlyDictionary<string, string>)? Tactics(YamlNode? node)
    {
        if (node is null)
        {
            return null;
        }

        var map = new YamlMap(node, problems);
        if (value(map, "of") is not { } of)
        {
            problems.Add(node, "`tactics` needs `of`, and the product's words with the tactic of each");
            return null;
        }

        return (of, map.All.ToDictionary(static pair => pair.Key, static pair => YamlMap.Text(pair.Value), StringComparer.OrdinalIgnoreCase));
    }
}
