using OrleansTwin.Grains.Abstractions;
using OrleansTwin.Model.Values;
using OrleansTwin.Twin.Baselines;
using OrleansTwin.Twin.State;

namespace OrleansTwin.Grains.Entities;

/// <summary>Reads a baseline for people: values by first event, counters by hour.</summary>
internal static class BaselineViewStage
{
    public static BaselineView View(EntityState state) => new()
    {
        Events = state.Events,
        Values = state.Baseline.Values
            .OrderBy(static pair => pair.Key.Subject, StringComparer.Ordinal)
            .ThenBy(static pair => pair.Key.Dimension)
            .Select(static pair => new BaselineValues(pair.Key.Subject, pair.Key.Dimension.ToString(), Values(pair.Value), pair.Value.Overflowed))
            .ToValueArray(),
        Hours = state.Baseline.Counters
            .OrderBy(static pair => pair.Key.Subject, StringComparer.Ordinal)
            .ThenBy(static pair => pair.Key.Measure)
            .Select(static pair => new BaselineHours(
                pair.Key.Subject,
                pair.Key.Measure.ToString(),
                pair.Value.Hours.Select(static hour => new HourCount(Observation.TimeOf(hour.Key), hour.Value)).ToValueArray()))
            .ToValueArray(),
    };

    private static ValueArray<BaselineValue> Values(ValueTable table) =>
        table.Values
            .OrderBy(static pair => pair.Value.First)
            .Select(static pair => new BaselineValue(
                pair.Key,
                pair.Value.First.Time,
                pair.Value.First.EventId,
                new DateTimeOffset(pair.Value.LastTicks, TimeSpan.Zero),
                pair.Value.Count))
            .ToValueArray();
}
