using System.Collections.Immutable;
using Orleans;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Events;

namespace OrleansTwin.Twin.State;

/// <summary>
/// All changes of one entity in canonical order, and beside them its mentions (<see cref="ResourceChange.IsMention"/>), of which the first
/// of each kind and day is kept. Adding commutes and is idempotent: the log is a function of the set of changes,
/// so any arrival order ends in the same log, and the state as of any position is a fold over its prefix.
/// </summary>
[GenerateSerializer, Immutable, Alias("ot.log")]
public sealed record ChangeLog([property: Id(0)] ImmutableSortedDictionary<EventOrder, ResourceChange> Entries)
{
    public static ChangeLog Empty { get; } = new(ImmutableSortedDictionary<EventOrder, ResourceChange>.Empty);

    /// <summary>Empty where a log was written before mentions were kept apart.</summary>
    [Id(1)] public ImmutableSortedDictionary<MentionKey, ResourceChange> Mentions
    {
        get => field ?? ImmutableSortedDictionary<MentionKey, ResourceChange>.Empty;
        init;
    }

    public bool IsEmpty => Entries.IsEmpty && Mentions.IsEmpty;

    /// <summary>The log with <paramref name="change"/>. Two changes by one event are united attribute by attribute.</summary>
    public ChangeLog Add(ResourceChange change)
    {
        if (change.IsMention)
        {
            var mentions = Mentions.With(change);
            return ReferenceEquals(mentions, Mentions) ? this : this with { Mentions = mentions };
        }

        if (!Entries.TryGetValue(change.At, out var known))
        {
            return this with { Entries = Entries.Add(change.At, change) };
        }

        var united = ChangeUnion.Unite(known, change);
        return united.Equals(known) ? this : this with { Entries = Entries.SetItem(change.At, united) };
    }

    /// <summary>The log without what the event at a position changed: a better copy of it says something else. Mentions stay.</summary>
    public ChangeLog Without(EventOrder at) => Entries.ContainsKey(at) ? this with { Entries = Entries.Remove(at) } : this;

    /// <summary>Whether the entity is spoken of as one of <paramref name="type"/> before the position.</summary>
    public bool IsNamed(string type, EventOrder before) =>
        Mentions.Any(pair => pair.Key.Type == type && pair.Value.At < before) || Entries.TakeWhile(entry => entry.Key < before).Any(entry => entry.Value.Entity.Type == type);

    /// <summary>Changes and mentions up to and including <paramref name="asOf"/>, in order; of one position the mention comes first.</summary>
    public IEnumerable<ResourceChange> Until(EventOrder asOf) => All().TakeWhile(change => change.At <= asOf);

    /// <summary>Changes and mentions before <paramref name="order"/>, in order.</summary>
    public IEnumerable<ResourceChange> Before(EventOrder order) => All().TakeWhile(change => change.At < order);

    /// <summary>Changes and mentions in order; of one position the mention comes first.</summary>
    public IEnumerable<ResourceChange> All()
    {
        if (Mentions.IsEmpty)
        {
            foreach (var (_, change) in Entries)
            {
                yield return change;
            }

            yield break;
        }

        var mentions = MentionSet.InOrder(Mentions.Values).ToList();
        var next = 0;
        foreach (var (at, change) in Entries)
        {
            while (next < mentions.Count && mentions[next].At <= at)
            {
                yield return mentions[next++];
            }

            yield return change;
        }

        while (next < mentions.Count)
        {
            yield return mentions[next++];
        }
    }
}
