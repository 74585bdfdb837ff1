using Orleans;
using OrleansTwin.Model.Events;

namespace OrleansTwin.Twin.Baselines;

/// <summary>
/// One thing seen, summed over the events of a batch that agree in subject, dimension or measure, value and hour.
/// With a <see cref="Measure"/> it adds to the hour's counter, with a <see cref="Dimension"/> to the value's record.
/// </summary>
[GenerateSerializer, Immutable, Alias("ot.obs")]
public sealed record Observation
{
    /// <summary>Whose baseline inside the entity: who stands behind a shared role, else empty.</summary>
    [Id(0)] public string Subject { get; init; } = string.Empty;

    [Id(1)] public Dimension? Dimension { get; init; }

    [Id(2)] public Measure? Measure { get; init; }

    [Id(3)] public string Value { get; init; } = string.Empty;

    /// <summary>Hours since 1970-01-01T00Z.</summary>
    [Id(4)] public int Hour { get; init; }

    /// <summary>Events, or bytes for the byte measures.</summary>
    [Id(5)] public long Count { get; init; }

    [Id(6)] public EventOrder First { get; init; }

    [Id(7)] public ObservationContext Context { get; init; } = ObservationContext.None;

    [Id(8)] public long LastTicks { get; init; }

    /// <summary>Both as one, counting so often: the earlier first event, the later last time.</summary>
    public Observation With(Observation other, long count)
    {
        var (first, context) = ObservationContext.Earlier((First, Context), (other.First, other.Context));
        return this with { Count = count, First = first, Context = context, LastTicks = Math.Max(LastTicks, other.LastTicks) };
    }

    public static int HourOf(long ticks) => (int)((ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerHour);

    public static DateTimeOffset TimeOf(int hour) => DateTimeOffset.UnixEpoch.AddHours(hour);
}
