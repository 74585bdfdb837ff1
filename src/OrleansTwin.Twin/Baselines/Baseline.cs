using System.Collections.Immutable;
using Orleans;
using OrleansTwin.Model.Events;
using OrleansTwin.Twin.State;

namespace OrleansTwin.Twin.Baselines;

/// <summary>
/// What an entity usually does: values with their first event, counters by hour, and the events that windows keep.
/// Everything in it is commutative and exact (DESIGN §5); rates and quantiles are computed when read.
/// </summary>
[GenerateSerializer, Immutable, Alias("ot.baseline")]
public sealed record Baseline(
    [property: Id(0)] ImmutableDictionary<SeriesKey, ValueTable> Values,
    [property: Id(1)] ImmutableDictionary<CounterKey, HourCounters> Counters,
    [property: Id(2)] ImmutableDictionary<string, KeptWindow> Windows)
{
    public static Baseline Empty { get; } = new(
        ImmutableDictionary<SeriesKey, ValueTable>.Empty,
        ImmutableDictionary<CounterKey, HourCounters>.Empty,
        ImmutableDictionary.Create<string, KeptWindow>(StringComparer.Ordinal));

    public Baseline Apply(EntityBatch batch, BaselineLimits limits)
    {
        if (batch.Observations.IsEmpty && batch.Kept.IsEmpty && batch.Withdrawn.IsEmpty)
        {
            return this;
        }

        var values = Values.ToBuilder();
        var counters = Counters.ToBuilder();
        foreach (var observation in batch.Observations)
        {
            Observe(values, counters, observation, limits);
        }

        var windows = Windows;
        foreach (var at in batch.Withdrawn)
        {
            windows = Withdraw(windows, at);
        }

        foreach (var kept in batch.Kept)
        {
            var window = windows.GetValueOrDefault(kept.Window) ?? KeptWindow.Empty(limits.KeptMax);
            windows = windows.SetItem(kept.Window, window.Add(kept));
        }

        return new(values.ToImmutable(), counters.ToImmutable(), windows);
    }

    public Baseline Merge(Baseline other)
    {
        var values = Values;
        foreach (var (key, table) in other.Values)
        {
            values = values.SetItem(key, values.TryGetValue(key, out var known) ? known.Merge(table) : table);
        }

        var counters = Counters;
        foreach (var (key, hours) in other.Counters)
        {
            var merged = counters.GetValueOrDefault(key) ?? HourCounters.Empty;
            foreach (var (hour, count) in hours.Hours)
            {
                merged = merged.Add(hour, count, int.MaxValue / 2);
            }

            counters = counters.SetItem(key, merged);
        }

        var windows = Windows;
        foreach (var (name, window) in other.Windows)
        {
            var merged = windows.GetValueOrDefault(name) ?? KeptWindow.Empty(window.Limit);
            windows = windows.SetItem(name, window.Events.Values.Aggregate(merged, static (into, kept) => into.Add(kept)));
        }

        return new(values, counters, windows);
    }

    public ValueTable? ValuesOf(string subject, Dimension dimension) => Values.GetValueOrDefault(new SeriesKey(subject, dimension));

    public HourCounters CountersOf(string subject, Measure measure) => Counters.GetValueOrDefault(new CounterKey(subject, measure)) ?? HourCounters.Empty;

    public IEnumerable<KeptEvent> KeptOf(string window) => Windows.GetValueOrDefault(window)?.Events.Values ?? [];

    /// <summary>Subjects with a baseline of their own, ordered.</summary>
    public IEnumerable<string> Subjects =>
        Counters.Keys.Select(static key => key.Subject).Concat(Values.Keys.Select(static key => key.Subject)).Distinct().Order(StringComparer.Ordinal);

    // An empty window is none.
    private static ImmutableDictionary<string, KeptWindow> Withdraw(ImmutableDictionary<string, KeptWindow> windows, EventOrder at)
    {
        foreach (var (name, window) in windows)
        {
            var left = window.Remove(at);
            windows = left.Events.IsEmpty ? windows.Remove(name) : windows.SetItem(name, left);
        }

        return windows;
    }

    private static void Observe(
        ImmutableDictionary<SeriesKey, ValueTable>.Builder values,
        ImmutableDictionary<CounterKey, HourCounters>.Builder counters,
        Observation observation,
        BaselineLimits limits)
    {
        if (observation.Measure is { } measure)
        {
            var key = new CounterKey(observation.Subject, measure);
            counters[key] = (counters.GetValueOrDefault(key) ?? HourCounters.Empty).Add(observation.Hour, observation.Count, limits.HoursMax);
        }

        if (observation.Dimension is { } dimension)
        {
            var key = new SeriesKey(observation.Subject, dimension);
            var stat = new ValueStat(observation.First, observation.Context, observation.LastTicks, observation.Count);
            values[key] = (values.GetValueOrDefault(key) ?? ValueTable.Empty(limits.ValuesMax)).Add(observation.Value, stat);
        }
    }
}
