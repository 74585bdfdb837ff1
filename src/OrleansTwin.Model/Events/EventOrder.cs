using System.Globalization;
using Orleans;

namespace OrleansTwin.Model.Events;

/// <summary>
/// The canonical order of DESIGN §5: event time, then phase, then event id by ordinal. Total over distinct events.
/// </summary>
/// <param name="Ticks">UTC event time in ticks of 100 ns.</param>
/// <param name="Phase">Meaning that breaks ties of time.</param>
/// <param name="EventId">Identity of the event (CONTRACTS, "Identity of an event").</param>
[GenerateSerializer, Immutable, Alias("ot.order")]
public readonly record struct EventOrder([property: Id(0)] long Ticks, [property: Id(1)] EventPhase Phase, [property: Id(2)] string EventId) : IComparable<EventOrder>
{
    /// <summary>Before every event.</summary>
    public static EventOrder Earliest => new(long.MinValue, EventPhase.Create, string.Empty);

    /// <summary>
    /// Where a snapshot stands of which no time is known: before the first event. Older than the logs of any cloud, and not so old that it
    /// falls out of what is remembered. Never told as a time.
    /// </summary>
    public static DateTimeOffset BeforeLogs { get; } = new(2010, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>After every event: the end of input.</summary>
    public static EventOrder Latest => new(long.MaxValue, EventPhase.Delete, "\uffff");

    public DateTimeOffset Time => new(Math.Clamp(Ticks, 0, DateTimeOffset.MaxValue.UtcTicks), TimeSpan.Zero);

    /// <summary>The position just after every event of <paramref name="time"/>, for as-of reads by time.</summary>
    public static EventOrder EndOf(DateTimeOffset time) => new(time.UtcTicks, EventPhase.Delete, "\uffff");

    public int CompareTo(EventOrder other)
    {
        var byTime = Ticks.CompareTo(other.Ticks);
        if (byTime != 0)
        {
            return byTime;
        }

        var byPhase = ((byte)Phase).CompareTo((byte)other.Phase);
        return byPhase != 0 ? byPhase : string.CompareOrdinal(EventId, other.EventId);
    }

    public static bool operator <(EventOrder left, EventOrder right) => left.CompareTo(right) < 0;

    public static bool operator >(EventOrder left, EventOrder right) => left.CompareTo(right) > 0;

    public static bool operator <=(EventOrder left, EventOrder right) => left.CompareTo(right) <= 0;

    public static bool operator >=(EventOrder left, EventOrder right) => left.CompareTo(right) >= 0;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Time:O}/{Phase}/{EventId}");
}
