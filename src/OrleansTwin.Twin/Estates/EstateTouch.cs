using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Twin.State;

namespace OrleansTwin.Twin.Estates;

/// <summary>
/// What the changes of a step touch, each key with the least position it is touched at: a decision as of that position or later that read the
/// key may come out otherwise. Everything that <see cref="EstateRecorder"/> writes down for a read is touched here by what changes it.
/// </summary>
public sealed class EstateTouch
{
    private readonly Dictionary<uint, EventOrder> _least = [];

    public int Count => _least.Count;

    /// <summary>The least position of all.</summary>
    public EventOrder Least { get; private set; } = EventOrder.Latest;

    /// <summary>An entity's batch.</summary>
    /// <param name="known">Its log before the batch, null where there was none.</param>
    /// <param name="log">Its log after it.</param>
    public void Add(EntityBatch batch, ChangeLog? known, ChangeLog log)
    {
        // A mention tells only that the entity is there, and nothing where that was told before.
        var said = batch.Changes.Concat(batch.Mentions).Where(change => !change.IsMention || !log.IsNamed(change.Entity.Type, change.At))
            .Concat(batch.Withdrawn.Select(at => known?.Entries.GetValueOrDefault(at)).OfType<ResourceChange>());
        HashSet<string>? types = null;
        foreach (var change in said)
        {
            // Whoever read all of a type it was ever listed under, read it.
            types ??= [.. (known ?? ChangeLog.Empty).All().Concat(log.All()).Select(static change => change.Entity.Type)];
            Touch(EstateKey.Entity(batch.Entity), change.At);
            Touch(change, types);
        }
    }

    /// <summary>Whether a decision as of a position that read these keys may come out otherwise.</summary>
    public bool Touches(EstateReads reads, EventOrder asOf)
    {
        if (asOf < Least || _least.Count == 0)
        {
            return false;
        }

        if (reads.Everything)
        {
            return true;
        }

        foreach (var key in reads.Keys)
        {
            if (_least.TryGetValue(key, out var at) && at <= asOf)
            {
                return true;
            }
        }

        return false;
    }

    private void Touch(ResourceChange change, HashSet<string> types)
    {
        foreach (var type in types)
        {
            Touch(EstateKey.Type(type), change.At);
        }

        foreach (var attribute in change.Attributes)
        {
            if (EstateIndex.ListedAttributes.Contains(attribute.Path))
            {
                Touch(EstateKey.Setting(attribute.Path), change.At);
            }
        }

        foreach (var relation in change.Relations)
        {
            Touch(EstateKey.Referrers(relation.To), change.At);
        }
    }

    private void Touch(uint key, EventOrder at)
    {
        if (!_least.TryGetValue(key, out var known) || at < known)
        {
            _least[key] = at;
        }

        Least = at < Least ? at : Least;
    }
}
