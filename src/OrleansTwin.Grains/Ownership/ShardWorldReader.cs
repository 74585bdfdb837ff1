using OrleansTwin.Grains.Entities;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Diagnostics;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Signals;
using OrleansTwin.Pipeline.Ports;
using OrleansTwin.Pipeline.Run;
using OrleansTwin.Pipeline.Settle;
using OrleansTwin.Twin.Lineage;

namespace OrleansTwin.Grains.Ownership;

/// <summary>What a shard knew at its last cut, read from the store without an owner: for questions to a twin whose server may be down.</summary>
public sealed class ShardWorldReader(ICutStore store, RecordCodec codec)
{
    /// <summary>The world of the last cut, or null where the shard has none.</summary>
    public async Task<ShardWorld?> ReadAsync(ShardId shard, CancellationToken cancellationToken)
    {
        if (await store.GetAsync(shard, StoreTable.Meta, OwnerMeta.Key, cancellationToken) is not { } bytes)
        {
            return null;
        }

        var meta = codec.Read<OwnerMeta>(bytes);
        var states = (await RowsAsync<MemberState>(shard, StoreTable.Entity, cancellationToken)).ConvertAll(static row => row.Value.Entity);
        var signals = new SignalLedger();
        signals.Load(await RowsAsync<Signal>(shard, StoreTable.Signal, cancellationToken));
        var impacts = (await RowsAsync<Impact>(shard, StoreTable.Impact, cancellationToken)).ToDictionary(static row => row.Key, static row => row.Value, StringComparer.Ordinal);
        return new()
        {
            Shard = shard,
            States = states,
            Signals = [.. signals.Signals.Values],

            // A cause that a better copy took away leaves its row behind.
            Impacts = [.. states.SelectMany(state => state.Log.Entries.Values.Where(static change => change.Kind != ChangeKind.Refer).Select(change => impacts.GetValueOrDefault(CutRows.CauseKey(change.At, state.Id)))).OfType<Impact>()],
            Mints = (await RowsAsync<Mint>(shard, StoreTable.Mint, cancellationToken)).ConvertAll(static row => row.Value),
            Events = (await RowsAsync<EventRecord>(shard, StoreTable.History, cancellationToken)).ConvertAll(static row => row.Value),
            Sources = meta.Sources,
            LateEvents = meta.LateEvents ?? [],
            DeadLetters = (await RowsAsync<DeadLetter>(shard, StoreTable.DeadLetter, cancellationToken)).ConvertAll(static row => row.Value),
        };
    }

    private async Task<List<KeyValuePair<string, T>>> RowsAsync<T>(ShardId shard, StoreTable table, CancellationToken cancellationToken)
    {
        var rows = new List<KeyValuePair<string, T>>();
        await foreach (var (key, bytes) in store.ScanAsync(shard, table, string.Empty, cancellationToken))
        {
            rows.Add(new(key, codec.Read<T>(bytes)));
        }

        return rows;
    }
}
