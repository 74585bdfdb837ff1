using System.Buffers.Binary;
using System.Globalization;
using OrleansTwin.Pipeline.Ports;

namespace OrleansTwin.Tests.Cluster.Simulation;

/// <summary>The end of a run against the fold over distinct records.</summary>
internal sealed partial class SimWorld
{
    private void Check()
    {
        for (var shard = 0; shard < _owners.Length; shard++)
        {
            CheckStates(shard);
            CheckTables(shard);
            CheckPoison(shard);
        }
    }

    /// <summary>Every record and every message had its effect exactly once, but for those in the dead letters, which had none.</summary>
    private void CheckStates(int shard)
    {
        var expected = _plan.Expected(
            shard,
            (at, record) => IsDead(at, record.Id),
            message => IsDead(message.ToShard, message.Id));
        for (var entity = 0; entity < SimPlan.EntitiesOfShard; entity++)
        {
            var id = SimPlan.Entity(shard, entity);
            var rows = _store.Of(_plan.Shards[shard]).Rows;
            var state = rows.TryGetValue((StoreTable.Entity, id.Value), out var bytes) ? SimState.Decode(bytes.Span) : default;
            if (state != expected[entity])
            {
                Violate($"{id}: {state} where the records make {expected[entity]}");
            }

            // The last answer to its mark was worked out from the last truth.
            var impact = rows.TryGetValue((StoreTable.Impact, ImpactKey(id, 0)), out var value) ? BinaryPrimitives.ReadInt64LittleEndian(value.Span) : 0;
            if (impact != expected[entity].Count)
            {
                Violate($"{id}: the mark was worked out at {impact} of {expected[entity].Count}");
            }

            if (expected[entity].Count > 0 && !rows.ContainsKey((StoreTable.Impact, ImpactKey(Neighbour(shard, id), 1))))
            {
                Violate($"{id}: the second hop is missing");
            }
        }
    }

    private void CheckTables(int shard)
    {
        foreach (var table in new[] { StoreTable.Mark, StoreTable.Outbox })
        {
            if (_store.Of(_plan.Shards[shard]).Rows.Keys.Any(key => key.Table == table))
            {
                Violate($"shard {shard}: rows left in {table}");
            }
        }
    }

    private void CheckPoison(int shard)
    {
        foreach (var record in _plan.Records[shard].Where(static record => record.Poison != SimPoison.None))
        {
            if (!IsDead(shard, record.Id))
            {
                Violate($"shard {shard}: the poisonous record {record.Id} is not in the dead letters");
            }
        }
    }

    private bool IsDead(int shard, ulong record) =>
        _store.Of(_plan.Shards[shard]).Rows.ContainsKey((StoreTable.DeadLetter, record.ToString(CultureInfo.InvariantCulture)));
}
