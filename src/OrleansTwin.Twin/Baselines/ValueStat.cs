using Orleans;
using OrleansTwin.Model.Events;

namespace OrleansTwin.Twin.Baselines;

/// <summary>One value of a dimension: its first event, the context of that event, its last time, and how many events (exact while the table has not overflowed).</summary>
[GenerateSerializer, Immutable, Alias("ot.vstat")]
public sealed record ValueStat(
    [property: Id(0)] EventOrder First,
    [property: Id(1)] ObservationContext Context,
    [property: Id(2)] long LastTicks,
    [property: Id(3)] long Count)
{
    public ValueStat Unite(ValueStat other)
    {
        var (first, context) = ObservationContext.Earlier((First, Context), (other.First, other.Context));
        return new(first, context, Math.Max(LastTicks, other.LastTicks), Count + other.Count);
    }
}
