using System.Collections.Immutable;
using Orleans;
using OrleansTwin.Model.Events;

namespace OrleansTwin.Twin.Baselines;

/// <summary>The events one window keeps, in canonical order, the latest <see cref="Limit"/> of them.</summary>
[GenerateSerializer, Immutable, Alias("ot.kwindow")]
public sealed record KeptWindow([property: Id(0)] ImmutableSortedDictionary<EventOrder, KeptEvent> Events, [property: Id(1)] bool Overflowed, [property: Id(2)] int Limit)
{
    public static KeptWindow Empty(int limit) => new(ImmutableSortedDictionary<EventOrder, KeptEvent>.Empty, false, limit);

    /// <summary>Without what was kept at a position; what the limit let go before does not come back.</summary>
    public KeptWindow Remove(EventOrder at) => Events.ContainsKey(at) ? this with { Events = Events.Remove(at) } : this;

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
