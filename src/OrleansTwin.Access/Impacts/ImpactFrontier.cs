using OrleansTwin.Model.Ids;

namespace OrleansTwin.Access.Impacts;

/// <summary>
/// The visited set of one change: the least hop at which each entity was reached. An entity reached again at a lesser hop is worked on
/// again, so whatever order the frontier is taken in, every entity ends with its least hop and the impact is the same.
/// </summary>
public sealed class ImpactFrontier
{
    private readonly Dictionary<EntityId, int> _hops = [];

    public int Count => _hops.Count;

    /// <summary>True: work on it at this hop. False: it was reached at this hop or a lesser one.</summary>
    public bool Offer(EntityId entity, int hop)
    {
        if (_hops.TryGetValue(entity, out var least) && least <= hop)
        {
            return false;
        }

        _hops[entity] = hop;
        return true;
    }
}
