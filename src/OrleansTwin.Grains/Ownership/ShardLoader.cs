using OrleansTwin.Grains.Entities;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Diagnostics;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Signals;
using OrleansTwin.Pipeline.Ports;
using OrleansTwin.Twin.Estates;
using OrleansTwin.Twin.Lineage;

namespace OrleansTwin.Grains.Ownership;

/// <summary>Reads the owner's own tables of the last cut: states, mints, history, signals, impacts. The protocol's tables it reads itself.</summary>
internal sealed class ShardLoader(ShardId shard, ShardEnvironment environment)
{
    /// <summary>The estate of the cut; everything else goes into <paramref name="runner"/>.</summary>
    public async Task<EstateIndex> LoadAsync(ShardRunner runner, CancellationToken cancellationToken)
    {
        var estate = EstateIndex.Empty;
        if (await environment.Store.GetAsync(shard, StoreTable.Meta, OwnerMeta.Key, cancellationToken) is not { } meta)
        {
            return estate;
        }

        runner.Meta = environment.Codec.Read<OwnerMeta>(meta);
        runner.Sources.Load(runner.Meta.Sources);
        foreach (var late in runner.Meta.LateEvents ?? [])
        {
            runner.LateEvents.Enqueue(late);
        }

        await foreach (var state in Rows<MemberState>(StoreTable.Entity, cancellationToken))
        {
            runner.Entities.Add(state.Value.Entity.Id);
            estate = estate.With(state.Value.Entity.Id, state.Value.Entity.Log);
        }

        await foreach (var mint in Rows<Mint>(StoreTable.Mint, cancellationToken))
        {
            runner.Mints[mint.Value.At] = mint.Value;
        }

        await foreach (var record in Rows<EventRecord>(StoreTable.History, cancellationToken))
        {
            runner.History[record.Key] = record.Value;
            runner.Sequences.Put(record.Value);
            runner.Findings.Put(record.Value);
        }

        runner.Sequences.Settle();
        runner.Findings.Settle();
        await foreach (var (_, bytes) in environment.Store.ScanAsync(shard, StoreTable.Copy, string.Empty, cancellationToken))
        {
            var held = environment.Codec.Read<HeldCopy>(bytes);
            runner.Copies.Put(held.Event.Fingerprint, new(held.FirstRank, held.Event.Order.Ticks, bytes));
        }

        runner.Copies.RaiseFloor(runner.Meta.CopyFloor);
        await LoadDecisionsAsync(runner, estate, cancellationToken);
        return estate;
    }

    /// <summary>Records that broke the work on them too often, as the last cut has them.</summary>
    public async Task<IReadOnlyList<DeadLetter>> DeadLettersAsync(CancellationToken cancellationToken)
    {
        var letters = new List<DeadLetter>();
        await foreach (var row in Rows<DeadLetter>(StoreTable.DeadLetter, cancellationToken))
        {
            letters.Add(row.Value);
        }

        return letters;
    }

    private async Task LoadDecisionsAsync(ShardRunner runner, EstateIndex estate, CancellationToken cancellationToken)
    {
        var signals = new List<KeyValuePair<string, Signal>>();
        await foreach (var row in Rows<Signal>(StoreTable.Signal, cancellationToken))
        {
            signals.Add(row);
        }

        runner.Signals.Load(signals);

        var impacts = new Dictionary<string, Impact>(StringComparer.Ordinal);
        await foreach (var row in Rows<Impact>(StoreTable.Impact, cancellationToken))
        {
            impacts[row.Key] = row.Value;
        }

        foreach (var id in estate.All)
        {
            foreach (var change in estate.LogOf(id)!.Entries.Values.Where(static change => change.Kind != ChangeKind.Refer))
            {
                runner.Impacts.Load(id, change.At, impacts.GetValueOrDefault(CutRows.CauseKey(change.At, id)));
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
