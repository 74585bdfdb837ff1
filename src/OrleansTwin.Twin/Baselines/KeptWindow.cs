using System.Collections.Immutable;
using Orleans;
using OrleansTwin.Model.Events;

namespace OrleansTwin.Twin.Baselines;

/// <summary>The events one window keeps, in canonical order, the latest <see cref="Limit"/> of them.</summary>
[GenerateSerializer, Immutable, Alias("ot.kwindow")]
public sealed record KeptWindow([property: Id(0)] ImmutableSortedDictionary<EventOrder, KeptEvent> Events, [property: Id(1)] bool Overflowed, [property: Id(2)] int Limit)
{
    public static KeptWindow Empty(int limit) => new(ImmutableSortedDictionary<EventOrder, KeptEvent>.Empty, false, limit);

    public KeptWindow Add(KeptEvent kept)
    {
        var events = Events.SetItem(kept.At, kept);
        if (events.Count <= Limit)
        {
            return this with { Events = events };
        }

        return this with { Events = events.Remove(events.First().Key), Overflowed = true };
    }
}
