using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;
using Orleans.Streams;
using OrleansTwin.Access.Impacts;
using OrleansTwin.Grains.Abstractions;
using OrleansTwin.Grains.Entities;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;
using OrleansTwin.Pipeline.Settle;

namespace OrleansTwin.Grains.Ownership;

/// <summary>
/// The owner of one shard. Reentrant, so that entities can answer marks while a step waits for them; the invariant is that steps,
/// flushes and cuts run one at a time behind <see cref="_turn"/>, and that between two awaits nothing else touches the runner.
/// </summary>
[GrainType("account-twin"), Reentrant]
public sealed class AccountTwinGrain(ShardEnvironment environment) : Grain, IAccountTwinGrain, IShardOwnerGrain, IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private ShardId? _shard;
    private ShardRunner? _runner;
    private ShardCutter? _cutter;

    private ShardId Shard => _shard ??= ShardId.Parse(this.GetPrimaryKeyString());

    private ShardDesk Desk => environment.Desks.Of(Shard);

    private ShardRunner Runner => _runner ?? throw new InvalidOperationException($"Shard {Shard} is not open.");

    public async Task<long> OpenAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            Desk.Epoch = await environment.Store.OpenEpochAsync(Shard, cancellationToken);
            Desk.Uncommitted.Clear();
            _runner = new(Shard, environment, Desk, PublishAsync);
            _cutter = new(Shard, environment, Desk);
            await _cutter.LoadAsync(_runner, cancellationToken);
            return _runner.Meta.NextArrival;
        }
        finally
        {
            _turn.Release();
        }
    }

    public Task IngestAsync(IngestBatch batch, CancellationToken cancellationToken) => TurnAsync(async runner =>
    {
        await runner.StepAsync([.. batch.Arrivals], batch.NextArrival, flushAll: false, EntityId.None);
        await _cutter!.CutIfDueAsync(runner, cancellationToken);
    });

    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        await TurnAsync(static runner => runner.StepAsync([], 0, flushAll: true, EntityId.None));
        while (Runner.Impacts.Open > 0)
        {
            await Runner.Impacts.MovedAsync(environment.Limits.MarkAgeMax, environment.Clock, cancellationToken);
            await TurnAsync(static runner => runner.WorkMarksAsync());
        }

        await TurnAsync(async runner =>
        {
            await runner.StepAsync([], 0, flushAll: true, EntityId.None);
            await _cutter!.CutAsync(runner, cancellationToken);
        });
    }

    public Task ReportImpactAsync(ImpactMark mark, ImpactPart? part) => _runner is null ? Task.CompletedTask : _runner.ReportAsync(mark, part);

    public Task FlushAsync(EntityId entity) =>
        _runner is { HasGathered: true } ? TurnAsync(runner => runner.StepAsync([], 0, flushAll: false, entity)) : Task.CompletedTask;

    public async Task<ShardWorld> SettledAsync(CancellationToken cancellationToken)
    {
        var states = new List<Twin.State.EntityState>();
        foreach (var group in Runner.Entities.Chunk(environment.Limits.CallsInFlightMax))
        {
            environment.Counts.Called(group.Length);
            states.AddRange(await Task.WhenAll(group.Select(id => environment.Members.Of(Shard, id).StateAsync(Desk.Epoch))));
        }

        // What holds a use against the estate is decided again: a late change of another entity may bear on it.
        Runner.DecideAgainstEstate(states);
        return new()
        {
            Shard = Shard,
            States = states,
            Signals = [.. Runner.Signals.Signals.Values],
            Impacts = [.. Runner.Impacts.Impacts],
            Mints = [.. Runner.Mints.All],
            Events = [.. Runner.History.Values],
            Sources = Runner.Sources.Book,
        };
    }

    public Task<ShardStatus> StatusAsync(CancellationToken cancellationToken) => Task.FromResult(new ShardStatus
    {
        Shard = Shard.ToString(),
        Epoch = Desk.Epoch,
        EventsApplied = Runner.Meta.Applied,
        Duplicates = Runner.Meta.Duplicates,
        Entities = Runner.Entities.Count,
        Cuts = Runner.Meta.CutNumber,
        OpenMarks = Runner.Impacts.Marks,
        FirstEvent = Runner.Meta.Applied == 0 ? null : new DateTimeOffset(Runner.Meta.FirstTicks, TimeSpan.Zero),
        LastEvent = Runner.Meta.Applied == 0 ? null : new DateTimeOffset(Runner.Meta.LastTicks, TimeSpan.Zero),
        Late = Runner.Meta.Late,
        GrainCalls = environment.Counts.GrainCalls,
        Revision = Runner.Revision,
    });

    public Task<ValueArray<EntityId>> EntitiesAsync(string? text, EntityId after, int max, CancellationToken cancellationToken) =>
        Task.FromResult(Runner.Entities
            .Where(id => id > after && (text is null || id.Value.Contains(text, StringComparison.OrdinalIgnoreCase)))
            .Take(max)
            .ToValueArray());

    public async Task<bool> KnowsAsync(EntityId entity, CancellationToken cancellationToken)
    {
        await FlushAsync(entity);
        return Runner.Entities.Contains(entity);
    }

    public async Task<ShardPresent> PresentAsync(CancellationToken cancellationToken)
    {
        ShardPresent? present = null;
        await TurnAsync(async runner =>
        {
            await runner.StepAsync([], 0, flushAll: true, EntityId.None);
            present = new()
            {
                Shard = Shard,
                Epoch = Desk.Epoch,
                Revision = runner.Revision,
                Events = runner.Meta.Applied,
                LastEvent = runner.Meta.Applied == 0 ? null : new DateTimeOffset(runner.Meta.LastTicks, TimeSpan.Zero),
                Entities = [.. runner.Entities],
                Signals = [.. runner.Signals.Signals.Values],
                Impacts = [.. runner.Impacts.Impacts],
                Mints = [.. runner.Mints.All],
                History = [.. runner.History.Values],
                Sources = runner.Sources.Book,
            };
        });
        return present!;
    }

    public Task<ValueArray<Signal>> SignalsAsync(CancellationToken cancellationToken) =>
        Task.FromResult(Runner.Signals.Signals.Values.OrderBy(static signal => signal.Time).ThenBy(static signal => signal.Id, StringComparer.Ordinal).ToValueArray());

    public Task<ValueArray<Impact>> ImpactsAsync(CancellationToken cancellationToken) => Task.FromResult(Runner.Impacts.Impacts.ToValueArray());

    public Task<ValueArray<EventRecord>> EventsAsync(ValueArray<string> ids, CancellationToken cancellationToken) =>
        Task.FromResult(ids.Select(id => Runner.History.GetValueOrDefault(id)).OfType<EventRecord>().ToValueArray());

    public void Dispose() => _turn.Dispose();

    private async Task TurnAsync(Func<ShardRunner, Task> work)
    {
        await _turn.WaitAsync();
        try
        {
            await work(Runner);
        }
        finally
        {
            _turn.Release();
        }
    }

    private Task PublishAsync(ImpactMark mark)
    {
        var stream = StreamId.Create(ImpactStreams.NamespaceOf(mark.Reached.Kind), Shard.KeyOf(mark.Reached));
        return this.GetStreamProvider(ImpactStreams.Provider).GetStream<ImpactMark>(stream).OnNextAsync(mark);
    }
}
