using System.Runtime.InteropServices;
using OrleansTwin.Model.Ids;
using OrleansTwin.Pipeline.Ports;
using OrleansTwin.Pipeline.Protocol;

namespace OrleansTwin.Tests.Cluster.Simulation;

/// <summary>The cut store of the simulation: rows by shard, fenced by epoch, and the event history that follows the cuts.</summary>
internal sealed class SimStore(SimMutant mutant)
{
    private readonly Dictionary<ShardId, SimShelf> _shelves = [];

    public SimShelf Of(ShardId shard)
    {
        if (!_shelves.TryGetValue(shard, out var shelf))
        {
            _shelves[shard] = shelf = new();
        }

        return shelf;
    }

    public (long Epoch, ShardImage Image) Open(ShardId shard)
    {
        var shelf = Of(shard);
        var image = new ShardImage();
        foreach (var ((table, key), value) in shelf.Rows.Where(static row => ShardImage.Tables.Contains(row.Key.Table)))
        {
            image.Add(table, key, value);
        }

        return (++shelf.Epoch, image);
    }

    /// <summary>Whether the cut was written; not where another owner has opened the shard.</summary>
    public bool Commit(CutWrite cut)
    {
        var shelf = Of(cut.Shard);
        if (cut.Epoch != shelf.Epoch && mutant != SimMutant.NoFence)
        {
            return false;
        }

        foreach (var row in cut.Rows)
        {
            shelf.Remember(row);
            if (!IsForgotten(row))
            {
                shelf.Put(row);
            }
        }

        shelf.LastCut = cut.Number;
        return true;
    }

    /// <summary>What a store without transactions does when it dies in the middle.</summary>
    public void Tear(CutWrite cut)
    {
        foreach (var row in cut.Rows.Take(cut.Rows.Count / 2))
        {
            Of(cut.Shard).Put(row);
        }
    }

    private bool IsForgotten(StorePut row) => mutant switch
    {
        SimMutant.ForgetFingerprints => row.Table == StoreTable.Fingerprint,
        SimMutant.ForgetReceived => row.Table == StoreTable.Received,
        SimMutant.ForgetMarks => row.Table == StoreTable.Mark,
        SimMutant.ForgetOutbox => row.Table == StoreTable.Outbox,
        SimMutant.ForgetSuspects => row.Table == StoreTable.Meta && row.Key == "suspects",
        _ => false,
    };

    internal sealed class SimShelf
    {
        public Dictionary<(StoreTable Table, string Key), ReadOnlyMemory<byte>> Rows { get; } = [];

        /// <summary>Fingerprints of every committed record, for ever: the event history.</summary>
        public HashSet<ulong> History { get; } = [];

        public long Epoch { get; set; }

        public long LastCut { get; set; }

        public void Put(StorePut row)
        {
            if (row.Value is not { } value)
            {
                Rows.Remove((row.Table, row.Key));
                return;
            }

            Rows[(row.Table, row.Key)] = value;
        }

        public void Remember(StorePut row)
        {
            if (row.Table == StoreTable.Fingerprint && row.Value is { } value)
            {
                History.UnionWith(MemoryMarshal.Cast<byte, ulong>(value.Span).ToArray());
            }
        }
    }
}
