using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Twin.Baselines;
using OrleansTwin.Twin.State;

namespace OrleansTwin.Detection.Behavior;

/// <summary>What one derivation looks at. Detectors skip candidates outside [From, To) before they judge them; what they say of one inside never depends on the range.</summary>
internal sealed class DeriveScope(EntityState state, BehaviorContext context, EventOrder from, EventOrder to)
{
    public EntityState State { get; } = state;

    public BehaviorContext Context { get; } = context;

    public BehaviorThresholds Thresholds => Context.Options.Thresholds;

    public BehaviorLists Lists => Context.Options.Lists;

    public Baseline Baseline => State.Baseline;

    public EntityId Id => State.Id;

    public bool Holds(EventOrder position) => position >= from && position < to;

    /// <summary>Whether the range has positions in [<paramref name="start"/>, <paramref name="end"/>).</summary>
    public bool Touches(EventOrder start, EventOrder end) => start < to && end > from;

    public bool HoldsHour(int hour) => Holds(HourStart(hour));

    /// <summary>The position just before the first event of an hour.</summary>
    public static EventOrder HourStart(int hour) => new(Observation.TimeOf(hour).UtcTicks, EventPhase.Create, string.Empty);

    public static int HourOf(EventOrder order) => Observation.HourOf(order.Ticks);

    /// <summary>Values of a dimension first seen inside the range, in canonical order; none of those past the table's limit.</summary>
    public IEnumerable<KeyValuePair<string, ValueStat>> FirstSeen(string subject, Dimension dimension)
    {
        if (Baseline.ValuesOf(subject, dimension) is not { } table)
        {
            return [];
        }

        return table.Values
            .Where(pair => Holds(pair.Value.First) && table.CanJudge(pair.Value.First))
            .OrderBy(static pair => pair.Value.First)
            .ThenBy(static pair => pair.Key, StringComparer.Ordinal);
    }

    /// <summary>Values of a dimension first seen in an hour, in canonical order.</summary>
    public IEnumerable<KeyValuePair<string, ValueStat>> FirstSeenIn(string subject, Dimension dimension, int hour) =>
        Baseline.ValuesOf(subject, dimension) is { } table
            ? table.Values.Where(pair => HourOf(pair.Value.First) == hour).OrderBy(static pair => pair.Value.First).ThenBy(static pair => pair.Key, StringComparer.Ordinal)
            : [];

    /// <summary>Whether the value was seen before the position.</summary>
    public bool SeenBefore(string subject, Dimension dimension, string value, EventOrder at) =>
        Baseline.ValuesOf(subject, dimension)?.Values.TryGetValue(value, out var stat) == true && stat.First < at;
}
