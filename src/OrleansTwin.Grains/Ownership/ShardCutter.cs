using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Signals;
using OrleansTwin.Pipeline.Ports;
using OrleansTwin.Twin.Lineage;
using OrleansTwin.Twin.State;

namespace OrleansTwin.Grains.Ownership;

/// <summary>
/// Takes cuts of a shard and loads the last one. A cut stands at the border of a step, with nothing of the shard in flight, and holds
/// everything a replay from its position needs: states, fingerprints, mints, signals, impacts, open causes, history, counts.
/// </summary>
internal sealed class ShardCutter(ShardId shard, ShardEnvironment environment, ShardDesk desk)
{
    private long _lastCut = environment.Clock.GetTimestamp();
    private long _appliedAtCut;

    public Task CutIfDueAsync(ShardRunner runner, CancellationToken cancellationToken) =>
        environment.Clock.GetElapsedTime(_lastCut) >= environment.Limits.CutInterval || runner.Meta.Applied - _appliedAtCut >= environment.Limits.CutEventsMax
            ? CutAsync(runner, cancellationToken)
            : Task.CompletedTask;

    public async Task CutAsync(ShardRunner runner, CancellationToken cancellationToken)
    {
        var begun = environment.Clock.GetTimestamp();

        // What is gathered belongs to the cut: its positions are in it.
        await runner.StepAsync([], 0, flushAll: true, EntityId.None);
        var rows = runner.Rows;
        runner.Rows = new();
        rows.AddFingerprints(runner.Fingerprints.TakeSegments());
        runner.Meta = runner.Meta with { CutNumber = runner.Meta.CutNumber + 1, Sources = runner.Sources.Book };
        var (meta, epoch) = (runner.Meta, desk.Epoch);
        await Task.Run(() => environment.Store.CommitAsync(new(shard, epoch, meta.CutNumber, rows.ToRows(environment.Codec, meta)), cancellationToken).AsTask(), cancellationToken);
        foreach (var (id, state) in rows.Entities)
        {
            desk.Uncommitted.TryRemove(new KeyValuePair<EntityId, EntityState>(id, state));
        }

        environment.Counts.CutPaused(environment.Clock.GetElapsedTime(begun));
        (_lastCut, _appliedAtCut) = (environment.Clock.GetTimestamp(), meta.Applied);
    }

    public async Task LoadAsync(ShardRunner runner, CancellationToken cancellationToken)
    {
        if (await environment.Store.GetAsync(shard, StoreTable.Meta, OwnerMeta.Key, cancellationToken) is not { } meta)
        {
            return;
        }

        runner.Meta = environment.Codec.Read<OwnerMeta>(meta);
        runner.Sources.Load(runner.Meta.Sources);
        await foreach (var (key, bytes) in environment.Store.ScanAsync(shard, StoreTable.Fingerprint, string.Empty, cancellationToken))
        {
            runner.Fingerprints.Load(key, bytes.Span);
        }

        var estate = desk.Estate;
        await foreach (var state in Rows<EntityState>(StoreTable.Entity, cancellationToken))
        {
            runner.Entities.Add(state.Value.Id);
            estate = estate.With(state.Value.Id, state.Value.Log);
        }

        desk.Estate = estate;
        await foreach (var mint in Rows<Mint>(StoreTable.Mint, cancellationToken))
        {
            runner.Mints.Add(mint.Value);
        }

        await foreach (var record in Rows<EventRecord>(StoreTable.History, cancellationToken))
        {
            runner.History[record.Key] = record.Value;
            runner.Sequences.Put(record.Value);
        }

        runner.Sequences.Settle();

        await LoadDecisionsAsync(runner, cancellationToken);
    }

    private async Task LoadDecisionsAsync(ShardRunner runner, CancellationToken cancellationToken)
    {
        var signals = new List<KeyValuePair<string, Signal>>();
        await foreach (var row in Rows<Signal>(StoreTable.Signal, cancellationToken))
        {
            signals.Add(new(row.Key[..row.Key.IndexOf('\u001f', StringComparison.Ordinal)], row.Value));
        }

        foreach (var origin in signals.GroupBy(static pair => pair.Key, static pair => pair.Value))
        {
            runner.Signals.Replace(origin.Key, DateTimeOffset.MinValue, origin);
        }

        var impacts = new Dictionary<string, Impact>(StringComparer.Ordinal);
        await foreach (var row in Rows<Impact>(StoreTable.Impact, cancellationToken))
        {
            impacts[row.Key] = row.Value;
        }

        var open = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var (key, _) in environment.Store.ScanAsync(shard, StoreTable.Mark, string.Empty, cancellationToken))
        {
            open.Add(key);
        }

        foreach (var id in desk.Estate.All)
        {
            foreach (var change in desk.Estate.LogOf(id)!.Entries.Values.Where(static change => change.Kind != Model.Changes.ChangeKind.Refer))
            {
                var key = CutRows.CauseKey(change.At, id);
                runner.Impacts.Load(id, change.At, impacts.GetValueOrDefault(key), open.Contains(key));
            }
        }
    }

    private async IAsyncEnumerable<KeyValuePair<string, T>> Rows<T>(StoreTable table, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var (key, bytes) in environment.Store.ScanAsync(shard, table, string.Empty, cancellationToken))
        {
            yield return new(key, environment.Codec.Read<T>(bytes));
        }
    }
}
