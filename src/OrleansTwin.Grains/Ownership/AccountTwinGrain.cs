using Microsoft.Extensions.Logging;
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
/// The owner of one shard: answers readers, and hands everything else to <see cref="ShardDriver"/>, which runs the protocol. Reentrant, so
/// that entities can ask where their state is, and answer marks, while a batch waits for them; all turns are of one thread.
/// </summary>
[GrainType("account-twin"), Reentrant]
public sealed partial class AccountTwinGrain : Grain, IAccountTwinGrain, IShardOwnerGrain, IShardSurroundings, IDisposable
{
    private readonly ShardEnvironment _environment;
    private readonly ILogger<AccountTwinGrain> _logger;
    private readonly ShardLoader _loader;
    private readonly ShardDriver _driver;
    private IGrainTimer? _timer;

    public AccountTwinGrain(ShardEnvironment environment, ILogger<AccountTwinGrain> logger)
    {
        (_environment, _logger) = (environment, logger);
        Shard = ShardId.Parse(this.GetPrimaryKeyString());
        (_loader, _driver) = (new(Shard, environment), new(Shard, environment, this));
    }

    private ShardId Shard { get; }

    private ShardRunner Runner => _driver.Current.Runner;

    public async Task<long> OpenAsync(CancellationToken cancellationToken)
    {
        // A shard's books are expensive to load: its owner stays as long as the silo does.
        DelayDeactivation(TimeSpan.MaxValue);
        _timer ??= this.RegisterGrainTimer(
            OnTimerAsync,
            new GrainTimerCreationOptions(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan) { Interleave = true });
        return await _driver.OpenAsync(cancellationToken);
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        try
        {
            await _driver.CloseAsync(cancellationToken);
        }
        catch (Exception error) when (error is InvalidOperationException or OperationCanceledException)
        {
            // Without a last cut the next epoch begins from the one before.
            Tell(error.Message);
        }

        await base.OnDeactivateAsync(reason, cancellationToken);
    }

    public Task IngestAsync(IngestBatch batch, CancellationToken cancellationToken) => _driver.IngestAsync([.. batch.Arrivals], cancellationToken);

    public Task DrainAsync(CancellationToken cancellationToken) => _driver.DrainAsync(cancellationToken);

    public Task<long> DurableAsync(long next, CancellationToken cancellationToken) => _driver.DurableAsync(next, cancellationToken);

    public Task ReportImpactAsync(ImpactMark mark, ImpactAnswer answer)
    {
        _driver.Report(mark, answer);
        return Task.CompletedTask;
    }

    public Task FlushAsync() => _driver.FlushAsync();

    public Task<MemberLoad> LoadAsync(EntityId entity, bool forRead) => Task.FromResult(_driver.Load(entity, forRead));

    public async Task<ShardWorld> SettledAsync(CancellationToken cancellationToken)
    {
        var states = new List<Twin.State.EntityState>();
        foreach (var group in Runner.Entities.ToList().Chunk(_environment.Limits.CallsInFlightMax))
        {
            _environment.Counts.Called(group.Length);
            states.AddRange(await Task.WhenAll(group.Select(id => _environment.Members.Of(Shard, id).StateAsync())));
        }

        // What holds a use against the estate is decided again: a late change of another entity may bear on it.
        Runner.DecideAgainstEstate(states);
        return new()
        {
            Shard = Shard,
            States = states,
            Signals = [.. Runner.Signals.Signals.Values],
            Impacts = [.. Runner.Impacts.Impacts],
            Mints = [.. Runner.Mints.Values],
            Events = [.. Runner.History.Values],
            Sources = Runner.Sources.Book,
            DeadLetters = await _loader.DeadLettersAsync(cancellationToken),
        };
    }

    public async Task<ShardStatus> StatusAsync(CancellationToken cancellationToken)
    {
        var epoch = await _driver.OpenedAsync(cancellationToken);
        var meta = epoch.Runner.Meta;
        return new()
        {
            Shard = Shard.ToString(),
            Epoch = epoch.Number,
            EventsApplied = meta.Applied,
            Duplicates = Math.Max(0, _driver.Read - meta.Applied - meta.Superseded - meta.DeadLettered - meta.Described),
            Superseded = meta.Superseded,
            Entities = Runner.Entities.Count,
            Cuts = epoch.Protocol.LastCut,
            OpenMarks = epoch.Protocol.OpenMarks,
            FirstEvent = meta.Applied == 0 ? null : new DateTimeOffset(meta.FirstTicks, TimeSpan.Zero),
            LastEvent = LastEvent(meta),
            Late = meta.Late,
            GrainCalls = _environment.Counts.GrainCalls,
            Revision = Runner.Revision,
        };
    }

    public async Task<ValueArray<EntityId>> EntitiesAsync(string? text, EntityId after, int max, CancellationToken cancellationToken) =>
        (await _driver.OpenedAsync(cancellationToken)).Runner.Entities
            .Where(id => id > after && (text is null || id.Value.Contains(text, StringComparison.OrdinalIgnoreCase)))
            .Take(max)
            .ToValueArray();

    public async Task<bool> KnowsAsync(EntityId entity, CancellationToken cancellationToken) => (await _driver.FlushedAsync()).Runner.Entities.Contains(entity);

    public async Task<ShardPresent> PresentAsync(CancellationToken cancellationToken)
    {
        var epoch = await _driver.FlushedAsync();
        var runner = epoch.Runner;
        return new()
        {
            Shard = Shard,
            Epoch = epoch.Number,
            Revision = runner.Revision,
            Events = runner.Meta.Applied,
            LastEvent = LastEvent(runner.Meta),
            Entities = [.. runner.Entities],
            Signals = [.. runner.Signals.Signals.Values],
            Impacts = [.. runner.Impacts.Impacts],
            Mints = [.. runner.Mints.Values],
            History = [.. runner.History.Values],
            Sources = runner.Sources.Book,
            LateEvents = [.. runner.LateEvents],
        };
    }

    public async Task<ValueArray<Signal>> SignalsAsync(CancellationToken cancellationToken) =>
        (await _driver.OpenedAsync(cancellationToken)).Runner.Signals.Signals.Values.OrderBy(static signal => signal.Time).ThenBy(static signal => signal.Id, StringComparer.Ordinal).ToValueArray();

    public async Task<ValueArray<Impact>> ImpactsAsync(CancellationToken cancellationToken) => (await _driver.OpenedAsync(cancellationToken)).Runner.Impacts.Impacts.ToValueArray();

    public async Task<ValueArray<EventRecord>> EventsAsync(ValueArray<string> ids, CancellationToken cancellationToken)
    {
        var history = (await _driver.OpenedAsync(cancellationToken)).Runner.History;
        return ids.Select(id => history.GetValueOrDefault(id)).OfType<EventRecord>().ToValueArray();
    }

    public void Dispose() => _driver.Dispose();

    Task IShardSurroundings.PublishAsync(ImpactMark mark)
    {
        var stream = StreamId.Create(ImpactStreams.NamespaceOf(mark.Reached.Kind), Shard.KeyOf(mark.Reached));
        return this.GetStreamProvider(ImpactStreams.Provider).GetStream<ImpactMark>(stream).OnNextAsync(mark);
    }

    void IShardSurroundings.TickAfter(TimeSpan due) => _timer?.Change(due, Timeout.InfiniteTimeSpan);

    void IShardSurroundings.Tell(string text) => Tell(text);

    private static DateTimeOffset? LastEvent(OwnerMeta meta) => meta.Applied == 0 ? null : new DateTimeOffset(meta.LastTicks, TimeSpan.Zero);

    private Task OnTimerAsync(CancellationToken cancellationToken)
    {
        _driver.Tick();
        return Task.CompletedTask;
    }

    private void Tell(string text) => Told(_logger, Shard.ToString(), text);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Shard {Shard}: {Text}")]
    private static partial void Told(ILogger logger, string shard, string text);
}
