using System.Collections.Concurrent;
using OrleansTwin.Model.Ids;
using OrleansTwin.Twin.Estates;
using OrleansTwin.Twin.State;

namespace OrleansTwin.Grains.Ownership;

/// <summary>
/// What a shard's owner lays out for its entities on the same silo: its epoch, the estate as last published, and states not yet in a cut.
/// Written by the owner only; everything on it is immutable.
/// </summary>
public sealed class ShardDesk
{
    private volatile EstateIndex _estate = EstateIndex.Empty;
    private long _epoch;

    public long Epoch
    {
        get => Interlocked.Read(ref _epoch);
        set => Interlocked.Exchange(ref _epoch, value);
    }

    public EstateIndex Estate
    {
        get => _estate;
        set => _estate = value;
    }

    /// <summary>States changed since the last cut: an entity that is activated again loads from here first.</summary>
    public ConcurrentDictionary<EntityId, EntityState> Uncommitted { get; } = new();
}
