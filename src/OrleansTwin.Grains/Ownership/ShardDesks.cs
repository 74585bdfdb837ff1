using System.Collections.Concurrent;
using OrleansTwin.Model.Ids;

namespace OrleansTwin.Grains.Ownership;

/// <summary>The desks of the shards owned on this silo.</summary>
public sealed class ShardDesks
{
    private readonly ConcurrentDictionary<ShardId, ShardDesk> _desks = new();

    public ShardDesk Of(ShardId shard) => _desks.GetOrAdd(shard, static _ => new());
}
