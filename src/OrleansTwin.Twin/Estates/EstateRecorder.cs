using System.Collections.Immutable;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;
using OrleansTwin.Twin.State;

namespace OrleansTwin.Twin.Estates;

/// <summary>An estate that writes down what is read of it. Not for several threads.</summary>
public sealed class EstateRecorder(IEstate estate) : IEstate
{
    /// <summary>Keys kept for one decision; one that read more counts as having read everything.</summary>
    public const int KeysMax = 4_096;

    private readonly HashSet<uint> _keys = [];

    // A type read whole stands for each of its entities.
    private readonly HashSet<EntityId> _covered = [];
    private EstateReads? _reads;
    private bool _everything;

    /// <summary>What was read so far.</summary>
    public EstateReads Reads => _reads ??= _everything ? EstateReads.All : new(_keys.Order().ToValueArray(), false);

    public IEnumerable<EntityId> All
    {
        get
        {
            (_everything, _reads) = (true, null);
            return estate.All;
        }
    }

    public ChangeLog? LogOf(EntityId id)
    {
        if (!_covered.Contains(id))
        {
            Add(EstateKey.Entity(id));
        }

        return estate.LogOf(id);
    }

    public IEnumerable<EntityId> ReferrersOf(EntityId id)
    {
        Add(EstateKey.Referrers(id));
        return estate.ReferrersOf(id);
    }

    public IEnumerable<EntityId> OfType(string type)
    {
        Add(EstateKey.Type(type));
        foreach (var id in estate.OfType(type))
        {
            _covered.Add(id);
            yield return id;
        }
    }

    /// <summary>Read as what is said of the attribute; who reads the logs that hold it beyond that, reads them by <see cref="LogOf"/>.</summary>
    public ImmutableSortedDictionary<EntityId, ChangeLog> Setting(string type, string path)
    {
        if (EstateIndex.ListedAttributes.Contains(path))
        {
            Add(EstateKey.Setting(path));
        }
        else
        {
            (_everything, _reads) = (true, null);
        }

        return estate.Setting(type, path);
    }

    private void Add(uint key)
    {
        if (!_everything && _keys.Add(key))
        {
            (_everything, _reads) = (_keys.Count > KeysMax, null);
        }
    }
}
