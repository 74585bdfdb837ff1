using System.Collections.Immutable;
using Orleans;
using OrleansTwin.Model.Events;

namespace OrleansTwin.Twin.Baselines;

/// <summary>
/// The values of one dimension, bounded: the <see cref="Limit"/> with the earliest first events stay. That set is a function of the
/// set of events: a value that was left out can come back only through an earlier event, which carries its own position.
/// </summary>
[GenerateSerializer, Immutable, Alias("ot.vtable")]
public sealed record ValueTable([property: Id(0)] ImmutableDictionary<string, ValueStat> Values, [property: Id(1)] bool Overflowed, [property: Id(2)] int Limit)
{
    public static ValueTable Empty(int limit) => new(ImmutableDictionary.Create<string, ValueStat>(StringComparer.Ordinal), false, limit);

    public ValueTable Add(string value, ValueStat stat)
    {
        if (Values.TryGetValue(value, out var known))
        {
            return this with { Values = Values.SetItem(value, known.Unite(stat)) };
        }

        if (Values.Count < Limit)
        {
            return this with { Values = Values.Add(value, stat) };
        }

        var (last, lastFirst) = Last();
        return stat.First >= lastFirst
            ? this with { Overflowed = true }
            : this with { Values = Values.Remove(last).Add(value, stat), Overflowed = true };
    }

    public ValueTable Merge(ValueTable other)
    {
        var merged = this with { Overflowed = Overflowed || other.Overflowed };
        foreach (var (value, stat) in other.Values)
        {
            merged = merged.Add(value, stat);
        }

        return merged;
    }

    /// <summary>Whether a value first seen at <paramref name="at"/> can be told from one forgotten: false past the limit.</summary>
    public bool CanJudge(EventOrder at)
    {
        if (!Overflowed)
        {
            return true;
        }

        var (_, lastFirst) = Last();
        return at <= lastFirst;
    }

    private (string Value, EventOrder First) Last()
    {
        var last = (Value: string.Empty, First: EventOrder.Earliest);
        foreach (var (value, stat) in Values)
        {
            var order = stat.First.CompareTo(last.First);
            if (order > 0 || (order == 0 && string.CompareOrdinal(value, last.Value) > 0))
            {
                last = (value, stat.First);
            }
        }

        return last;
    }
}
