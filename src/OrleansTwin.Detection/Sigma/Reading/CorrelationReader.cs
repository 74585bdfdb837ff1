using System.Collections.Immutable;
using YamlDotNet.RepresentationModel;

namespace OrleansTwin.Detection.Sigma.Reading;

/// <summary>A correlation rule document.</summary>
internal static class CorrelationReader
{
    private static readonly ImmutableSortedDictionary<string, SigmaCorrelationKind> Kinds =
        new Dictionary<string, SigmaCorrelationKind>
        {
            ["event_count"] = SigmaCorrelationKind.EventCount,
            ["value_count"] = SigmaCorrelationKind.ValueCount,
            ["temporal"] = SigmaCorrelationKind.Temporal,
            ["temporal_ordered"] = SigmaCorrelationKind.TemporalOrdered,
            ["value_sum"] = SigmaCorrelationKind.ValueSum,
            ["value_avg"] = SigmaCorrelationKind.ValueAverage,
            ["value_percentile"] = SigmaCorrelationKind.ValuePercentile,
            ["value_median"] = SigmaCorrelationKind.ValueMedian,
        }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    private static readonly ImmutableSortedDictionary<string, SigmaComparison> Comparisons =
        new Dictionary<string, SigmaComparison>
        {
            ["eq"] = SigmaComparison.Equal,
            ["neq"] = SigmaComparison.NotEqual,
            ["lt"] = SigmaComparison.Less,
            ["lte"] = SigmaComparison.LessOrEqual,
            ["gt"] = SigmaComparison.Greater,
            ["gte"] = SigmaComparison.GreaterOrEqual,
        }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    public static SigmaCorrelation? Read(MapReader map, SigmaMetadata metadata)
    {
        var body = map.Map("correlation");
        if (body is null)
        {
            return null;
        }

        var written = body.Text("type") ?? "";
        if (!Kinds.TryGetValue(written, out var kind))
        {
            map.Collector.Error(body.Find("type") is { } node ? body.At(node) : body.Position, "correlation-type",
                $"`{written}`; allowed: {string.Join(", ", Kinds.Keys)}.");
            return null;
        }

        var rules = body.Texts("rules");
        if (rules.IsEmpty)
        {
            map.Collector.Error(body.Position, "correlation-rules", "A correlation needs `rules`.");
        }

        var timespan = TimespanText.Parse(body.Text("timespan") ?? "");
        if (timespan is null)
        {
            map.Collector.Error(body.Find("timespan") is { } node ? body.At(node) : body.Position, "timespan",
                $"`{body.Text("timespan")}`; a number and one of s, m, h, d, at most {SigmaLimits.CorrelationTimespanMax.TotalDays} days.");
        }

        var correlation = new SigmaCorrelation
        {
            Position = map.Position,
            Metadata = metadata,
            Kind = kind,
            Rules = rules,
            GroupBy = body.Texts("group-by"),
            Timespan = timespan ?? TimeSpan.FromMinutes(1),
            Aliases = Aliases(body),
            Generate = body.Boolean("generate", false) || map.Boolean("generate", false),
            Absent = body.Texts("x-absent"),
            Cases = CaseReader.Read(map),
        };
        return ReadCondition(body, correlation);
    }

    private static SigmaCorrelation? ReadCondition(MapReader body, SigmaCorrelation correlation)
    {
        var temporal = correlation.Kind is SigmaCorrelationKind.Temporal or SigmaCorrelationKind.TemporalOrdered;
        if (temporal && body.Find("condition") is null)
        {
            return correlation;
        }

        if (body.Find("condition") is YamlScalarNode scalar)
        {
            body.Collector.Error(body.At(scalar), "unsupported-correlation-condition",
                "A condition in words over the rules of a correlation is not read; write a map such as `gte: 2`.");
            return null;
        }

        var condition = body.Map("condition");
        if (condition is null)
        {
            body.Collector.Error(body.Position, "correlation-condition", "The correlation needs a `condition`.");
            return null;
        }

        var (thresholds, percentile) = ReadBounds(condition);
        var fields = condition.Texts("field");
        var needsField = correlation.Kind is not SigmaCorrelationKind.EventCount && !temporal;
        if (needsField != !fields.IsEmpty || thresholds.IsEmpty)
        {
            body.Collector.Error(condition.Position, "correlation-condition",
                needsField ? "This type needs a `field` and a bound such as `gte`." : "This type needs a bound such as `gte`, and no `field`.");
        }

        return correlation with { Thresholds = thresholds, Fields = fields, Percentile = percentile };
    }

    private static (ImmutableArray<SigmaThreshold> Thresholds, double Percentile) ReadBounds(MapReader condition)
    {
        var thresholds = ImmutableArray.CreateBuilder<SigmaThreshold>();
        var percentile = 50.0;
        foreach (var (key, position, value) in condition.Entries)
        {
            if (key == "field")
            {
                continue;
            }

            if (value is not YamlScalarNode { Value: { } text } || !YamlScalar.TryNumber(text, out var number))
            {
                condition.Collector.Error(position, "number-expected", $"`{key}` must be a number.");
            }
            else if (key == "percentile" && number is >= 0 and <= 100)
            {
                percentile = number;
            }
            else if (Comparisons.TryGetValue(key, out var comparison))
            {
                thresholds.Add(new(comparison, number));
            }
            else
            {
                condition.Collector.Error(position, "correlation-condition",
                    $"`{key}`; allowed: field, percentile (0–100), {string.Join(", ", Comparisons.Keys)}.");
            }
        }

        return (thresholds.ToImmutable(), percentile);
    }

    private static ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> Aliases(MapReader body)
    {
        var aliases = ImmutableSortedDictionary.CreateBuilder<string, ImmutableSortedDictionary<string, string>>(StringComparer.Ordinal);
        var map = body.Map("aliases");
        foreach (var (alias, _, _) in map?.Entries ?? [])
        {
            var fields = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
            foreach (var (rule, position, value) in map!.Map(alias)?.Entries ?? [])
            {
                if (value is YamlScalarNode { Value: { } field })
                {
                    fields[rule] = field;
                }
                else
                {
                    body.Collector.Error(position, "alias", "An alias maps a rule to a field name.");
                }
            }

            aliases[alias] = fields.ToImmutable();
        }

        return aliases.ToImmutable();
    }
}
