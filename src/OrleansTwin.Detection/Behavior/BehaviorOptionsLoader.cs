using System.Collections.Immutable;
using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace OrleansTwin.Detection.Behavior;

/// <summary>Reads and validates <c>behaviour.yml</c>: every problem is reported, none thrown.</summary>
public static class BehaviorOptionsLoader
{
    /// <summary>Longest text accepted, in characters.</summary>
    public const int TextMax = 1 << 20;

    /// <summary>Version of the file's shape that this code reads.</summary>
    public const int VersionKnown = 1;

    public static BehaviorLoad Load(string text)
    {
        if (text.Length > TextMax)
        {
            return new(null, [new("file", $"`{text.Length}` characters; at most {TextMax} are allowed")]);
        }

        File? file;
        try
        {
            file = new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance)
                .WithTypeMapping<IReadOnlyList<int>, List<int>>().WithTypeMapping<IReadOnlyList<string>, List<string>>().Build().Deserialize<File?>(text);
        }
        catch (YamlException exception)
        {
            var where = string.Create(CultureInfo.InvariantCulture, $"line {exception.Start.Line}, column {exception.Start.Column}");
            return new(null, [new(where, (exception.InnerException ?? exception).Message)]);
        }

        if (file is null)
        {
            return new(null, [new("file", "empty; expected version, thresholds, lists, rules")]);
        }

        var problems = Problems(file).ToList();
        return problems.Count > 0
            ? new(null, problems)
            : new(new(file.Version, file.Thresholds, file.Lists, file.Rules.ToImmutableSortedDictionary(static r => r.Id, static r => r, StringComparer.Ordinal)), []);
    }

    private static IEnumerable<BehaviorProblem> Problems(File file)
    {
        if (file.Version != VersionKnown)
        {
            yield return new("version", $"`{file.Version}`; this release reads version {VersionKnown}");
        }

        foreach (var (key, value, min, max) in file.Thresholds.Bounds())
        {
            if (value < min || value > max)
            {
                yield return new("thresholds." + key, $"`{value}`; allowed are {min} to {max}");
            }
        }

        foreach (var port in file.Lists.AdminPorts.Where(static port => port is < 1 or > 65535))
        {
            yield return new("lists.adminPorts", $"`{port}`; allowed are 1 to 65535");
        }

        if (file.Lists.ReadVerbs.Concat(file.Lists.AdminActions).Any(string.IsNullOrWhiteSpace))
        {
            yield return new("lists", "an empty word; every entry needs text");
        }

        foreach (var problem in Rules(file.Rules))
        {
            yield return problem;
        }
    }

    private static IEnumerable<BehaviorProblem> Rules(List<BehaviorRule> rules)
    {
        foreach (var id in RuleIds.All.Where(id => rules.All(rule => rule.Id != id)))
        {
            yield return new("rules", $"`{id}` is missing; every known rule must be described");
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var rule in rules)
        {
            if (!RuleIds.All.Contains(rule.Id, StringComparer.Ordinal))
            {
                yield return new("rules", $"`{rule.Id}` is no known rule; known are {string.Join(", ", RuleIds.All)}");
            }
            else if (!seen.Add(rule.Id))
            {
                yield return new("rules", $"`{rule.Id}` stands twice");
            }

            if (string.IsNullOrWhiteSpace(rule.Title) || string.IsNullOrWhiteSpace(rule.Why) || string.IsNullOrWhiteSpace(rule.Family))
            {
                yield return new($"rules[{rule.Id}]", "title, why and family need text");
            }
        }
    }

    private sealed class File
    {
        public int Version { get; set; }

        public BehaviorThresholds Thresholds { get; set; } = new();

        public BehaviorLists Lists { get; set; } = new();

        public List<BehaviorRule> Rules { get; set; } = [];
    }
}
