using System.Collections.Immutable;

namespace OrleansTwin.Detection.Sigma.Correlation;

/// <summary>For each rule that correlations look at: the fields to keep of its matches, also for correlations of correlations.</summary>
internal sealed class CorrelationFields
{
    private readonly Dictionary<string, SortedSet<string>> _fields = new(StringComparer.Ordinal);
    private readonly HashSet<string> _quiet = new(StringComparer.Ordinal);
    private readonly HashSet<string> _generated = new(StringComparer.Ordinal);

    /// <param name="correlations">Each after those it refers to.</param>
    public static CorrelationFields Of(ImmutableArray<SigmaCorrelation> correlations)
    {
        var result = new CorrelationFields();
        foreach (var correlation in correlations.Reverse())
        {
            var inherited = result.Of(correlation.Key).ToList();
            foreach (var rule in correlation.Rules.Concat(correlation.Absent))
            {
                if (!result._fields.TryGetValue(rule, out var fields))
                {
                    result._fields[rule] = fields = new(StringComparer.Ordinal);
                }

                fields.UnionWith(inherited);
                fields.UnionWith(correlation.Fields);
                fields.UnionWith(correlation.GroupBy.Select(name => FieldOf(correlation, name, rule)).OfType<string>());
            }

            (correlation.Generate ? result._generated : result._quiet).UnionWith(correlation.Rules);
        }

        return result;
    }

    /// <summary>Field of the rule's events that stands for a group-by name; null if the alias does not speak of the rule.</summary>
    public static string? FieldOf(SigmaCorrelation correlation, string name, string rule) =>
        correlation.Aliases.TryGetValue(name, out var alias) ? alias.GetValueOrDefault(rule) : name;

    public IEnumerable<string> Of(string rule) => _fields.TryGetValue(rule, out var fields) ? fields : [];

    public bool IsKept(string rule) => _fields.ContainsKey(rule);

    public bool IsQuiet(string rule) => _quiet.Contains(rule) && !_generated.Contains(rule);
}
