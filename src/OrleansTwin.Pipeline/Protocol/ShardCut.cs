using System.Text.Json;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Json;
using OrleansTwin.Pipeline.Ports;

namespace OrleansTwin.Pipeline.Protocol;

/// <summary>
/// One cut, taken by reference in the owner's turn. It is immutable, so <see cref="ToWrite"/> may run on any thread later.
/// </summary>
public sealed class ShardCut<TState>
{
    private readonly IReadOnlyList<CutRow> _rows;

    internal ShardCut(ShardId shard, long epoch, long number, IReadOnlyDictionary<EntityId, DirtyEntity<TState>> entities, IReadOnlyList<CutRow> rows, TimeSpan paused)
    {
        Shard = shard;
        Epoch = epoch;
        Number = number;
        Entities = entities;
        Paused = paused;
        _rows = rows;
    }

    public ShardId Shard { get; }

    public long Epoch { get; }

    public long Number { get; }

    /// <summary>Entities changed since the cut before.</summary>
    public IReadOnlyDictionary<EntityId, DirtyEntity<TState>> Entities { get; }

    /// <summary>How long no batch began, so that those in flight could end before it was taken.</summary>
    public TimeSpan Paused { get; }

    /// <summary>The rows of the cut; this is where states become bytes.</summary>
    public CutWrite ToWrite(Func<TState, ReadOnlyMemory<byte>> encode)
    {
        var rows = new List<StorePut>(Entities.Count + _rows.Count);
        foreach (var (id, entity) in Entities)
        {
            rows.Add(StorePut.Set(StoreTable.Entity, id.Value, encode(entity.State)));
        }

        foreach (var row in _rows)
        {
            rows.Add(row.Value is null ? StorePut.Delete(row.Table, row.Key) : StorePut.Set(row.Table, row.Key, Encode(row.Value)));
        }

        return new(Shard, Epoch, Number, rows);
    }

    private static ReadOnlyMemory<byte> Encode(object value) =>
        value is ReadOnlyMemory<byte> bytes ? bytes : JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), TwinJson.Options);
}
