using System.Collections.Immutable;
using Orleans;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Events;

namespace OrleansTwin.Twin.State;

/// <summary>
/// All changes of one entity in canonical order. Adding commutes and is idempotent: the log is a function of the set of changes,
/// so any arrival order ends in the same log, and the state as of any position is a fold over its prefix.
/// </summary>
[GenerateSerializer, Immutable, Alias("ot.log")]
public sealed record ChangeLog([property: Id(0)] ImmutableSortedDictionary<EventOrder, ResourceChange> Entries)
{
    public static ChangeLog Empty { get; } = new(ImmutableSortedDictionary<EventOrder, ResourceChange>.Empty);

    public int Count => Entries.Count;

    /// <summary>The log with <paramref name="change"/>. Two changes by one event are united attribute by attribute.</summary>
    public ChangeLog Add(ResourceChange change)
    {
        if (!Entries.TryGetValue(change.At, out var known))
        {
            return new(Entries.Add(change.At, change));
        }

        var united = ChangeUnion.Unite(known, change);
        return united.Equals(known) ? this : new(Entries.SetItem(change.At, united));
    }

    /// <summary>The log without what the event at a position said: a better copy of it says something else.</summary>
    public ChangeLog Without(EventOrder at) => Entries.ContainsKey(at) ? new(Entries.Remove(at)) : this;

    /// <summary>Entries up to and including <paramref name="asOf"/>.</summary>
    public IEnumerable<ResourceChange> Until(EventOrder asOf)
    {
        foreach (var (order, change) in Entries)
        {
            if (order > asOf)
            {
                yield break;
            }

            yield return change;
        }
    }
}
