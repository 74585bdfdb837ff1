using System.Collections.Immutable;
using System.Globalization;

namespace OrleansTwin.Detection.Sigma.Correlation;

/// <summary>What is counted or measured in a sliding window. Exact: decimals, so that taking out undoes putting in.</summary>
internal abstract class WindowMeasure
{
    /// <summary>Null if there is nothing to measure.</summary>
    public abstract double? Value { get; }

    public abstract void Add(SigmaKeptEvent kept);

    public abstract void Remove(SigmaKeptEvent kept);

    public static WindowMeasure For(SigmaCorrelation correlation) => correlation.Kind switch
    {
        SigmaCorrelationKind.EventCount => new CountMeasure(),
        SigmaCorrelationKind.ValueCount => new DistinctMeasure(kept => Texts(kept, correlation)),
        SigmaCorrelationKind.Temporal => new DistinctMeasure(kept => [kept.Rule]),
        SigmaCorrelationKind.ValueSum => new SumMeasure(correlation.Fields[0], average: false),
        SigmaCorrelationKind.ValueAverage => new SumMeasure(correlation.Fields[0], average: true),
        SigmaCorrelationKind.ValuePercentile => new RankMeasure(correlation.Fields[0], correlation.Percentile, median: false),
        SigmaCorrelationKind.ValueMedian => new RankMeasure(correlation.Fields[0], 50, median: true),
        _ => throw new ArgumentOutOfRangeException(nameof(correlation)),
    };

    /// <summary>Numbers of a field; what is no number, or beyond 10^18, is left out.</summary>
    protected static IEnumerable<decimal> Numbers(SigmaKeptEvent kept, string field)
    {
        foreach (var text in kept.Values.TryGetValue(field, out var values) ? values : [])
        {
            if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                && Math.Abs(number) <= 1_000_000_000_000_000_000m)
            {
                yield return number;
            }
        }
    }

    /// <summary>One field: each of its values. Several: their first values together are one value.</summary>
    private static ImmutableArray<string> Texts(SigmaKeptEvent kept, SigmaCorrelation correlation)
    {
        if (correlation.Fields.Length == 1)
        {
            return kept.Values.TryGetValue(correlation.Fields[0], out var values) ? values : [];
        }

        var parts = correlation.Fields.Select(kept.First).ToList();
        return parts.Contains(null) ? [] : [string.Join('\u001f', parts)];
    }
}
