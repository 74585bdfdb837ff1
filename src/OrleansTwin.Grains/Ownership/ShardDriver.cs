using OrleansTwin.Access.Impacts;
using OrleansTwin.Grains.Entities;
using OrleansTwin.Model.Ids;
using OrleansTwin.Pipeline.Fold;
using OrleansTwin.Pipeline.Protocol;
using OrleansTwin.Twin.Baselines;

namespace OrleansTwin.Grains.Ownership;

/// <summary>
/// Runs the protocol of one shard: what happens becomes an input, its effects are carried out (ShardDriver.Effects), their answers are
/// inputs again. No rule of the protocol stands here. It holds what outlives an epoch: the records that no cut holds yet, who waits,
/// and the way from an epoch that was given up to the next. For the turns of one grain only.
/// </summary>
internal sealed partial class ShardDriver : IDisposable
{
    private const string Unit = "arrivals";
    private const int OfferMax = 1_000;
    private static readonly TimeSpan TickLeast = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan RestMost = TimeSpan.FromSeconds(5);

    private readonly ShardId _shard;
    private readonly ShardEnvironment _environment;
    private readonly ShardDesk _desk;
    private readonly IShardSurroundings _surroundings;
    private readonly ShardLoader _loader;
    private readonly UrgencyFilter _urgency;
    private readonly ArrivalBuffer _buffer = new();
    private readonly CopyIdentities _identities = new();
    private readonly Queue<ShardInput<PreparedEvent, MemberState>> _inputs = new();
    private readonly SortedDictionary<long, TaskCompletionSource> _flushes = [];
    private readonly SemaphoreSlim _opening = new(1, 1);
    private readonly SemaphoreSlim _journal = new(1, 1);
    private TaskCompletionSource _moved = Fresh();
    private ShardEpoch? _current;
    private Exception? _fault;
    private bool _wasOpened;
    private bool _stepping;
    private bool _full;
    private bool _cutAsked;
    private long _flushId;
    private int _drains;
    private int _fruitless;
    private EndedEpochs _ended = EndedEpochs.None;

    public ShardDriver(ShardId shard, ShardEnvironment environment, IShardSurroundings surroundings)
    {
        (_shard, _environment, _surroundings) = (shard, environment, surroundings);
        (_desk, _loader, _urgency) = (environment.Desks.Of(shard), new(shard, environment), new(environment.Limits.SeenValuesMax));
    }

    /// <summary>The epoch as it stands; throws where the shard was never opened, or is between two epochs.</summary>
    public ShardEpoch Current => _current ?? throw _fault ?? new InvalidOperationException($"Shard {_shard} is not open.");

    /// <summary>Arrivals done with, whatever became of them.</summary>
    public long Read => Current.Protocol.NextOf(Unit);

    /// <summary>Takes the shard over, in a new epoch; returns the first arrival that the last cut does not hold.</summary>
    public async Task<long> OpenAsync(CancellationToken cancellationToken)
    {
        // Who opens delivers again what no cut holds.
        _fault = null;
        _buffer.Clear();
        await BeginEpochAsync(cancellationToken);
        return _buffer.Next;
    }

    /// <summary>Takes arrivals; returns once all are accepted. What no cut holds is bounded: past it the caller waits for one.</summary>
    public async Task IngestAsync(IReadOnlyList<Arrival> arrivals, CancellationToken cancellationToken)
    {
        foreach (var (number, prepared) in arrivals)
        {
            _buffer.Add(RecordOf(number, prepared));
        }

        Pump();
        while (_buffer.Waiting > 0 || _buffer.Held > _environment.Limits.UncutRecordsMax)
        {
            if (_buffer.Held > _environment.Limits.UncutRecordsMax && !_cutAsked)
            {
                AskForCut();
            }

            await MovedAsync(cancellationToken);
        }
    }

    /// <summary>Returns once everything taken in is applied, every mark is cleared, and a cut holds it.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        _drains++;
        try
        {
            Pump();
            while (_current is not { Protocol.IsQuiet: true } || _buffer.Held > 0)
            {
                await MovedAsync(cancellationToken);
            }
        }
        finally
        {
            _drains--;
        }
    }

    /// <summary>Returns once a cut holds all arrivals before the number, or after a while; tells the first number that no cut holds.</summary>
    public async Task<long> DurableAsync(long next, CancellationToken cancellationToken)
    {
        using var longest = new CancellationTokenSource(_environment.Limits.DurableWaitMax, _environment.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(longest.Token, cancellationToken);
        try
        {
            while (_buffer.Next < next)
            {
                await MovedAsync(either.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Asked again: a call that waits longer than the silo's limit would count as lost.
        }

        return _buffer.Next;
    }

    /// <summary>The epoch as it stands; between two, the next one is waited for.</summary>
    public async Task<ShardEpoch> OpenedAsync(CancellationToken cancellationToken)
    {
        while (_wasOpened && _current is null)
        {
            await MovedAsync(cancellationToken);
        }

        return Current;
    }

    /// <summary>The epoch once everything accepted is applied: one that was given up meanwhile is not answered from.</summary>
    public async Task<ShardEpoch> FlushedAsync()
    {
        while (true)
        {
            await FlushAsync();
            if (_current is not null || !_wasOpened)
            {
                return Current;
            }
        }
    }

    /// <summary>Returns once everything accepted is applied.</summary>
    public async Task FlushAsync()
    {
        if (_fault is not null)
        {
            throw _fault;
        }

        if (!_wasOpened || _current is { Protocol: { PendingRecords: 0, BatchesInFlight: 0 } })
        {
            return;
        }

        var flushed = Fresh();
        var id = ++_flushId;
        _flushes.Add(id, flushed);
        if (_current is { } epoch)
        {
            Step(epoch, new ShardInput<PreparedEvent, MemberState>.FlushRequested(id));
        }

        await flushed.Task;
    }

    /// <summary>Ends the epoch in order, with a last cut; the next one opens without suspicion.</summary>
    public async Task CloseAsync(CancellationToken cancellationToken)
    {
        if (_current is { } epoch)
        {
            Step(epoch, new ShardInput<PreparedEvent, MemberState>.CloseRequested());
            while (_current == epoch)
            {
                await MovedAsync(cancellationToken);
            }
        }
    }

    /// <summary>Where an activation that begins takes its state from.</summary>
    public MemberLoad Load(EntityId entity, bool forRead)
    {
        if (_current is not { } epoch)
        {
            return _wasOpened ? new(-1, EntityLoad.NotNow, null) : new(_desk.Epoch, EntityLoad.FromStore, null);
        }

        var from = epoch.Protocol.Load(entity, forRead, out var state);
        return new(epoch.Number, from, state);
    }

    /// <summary>An entity's part of the impact of a change.</summary>
    public void Report(ImpactMark mark, ImpactAnswer answer)
    {
        if (_current is { } epoch && epoch.Number == mark.Epoch)
        {
            Publish(epoch.Runner.Report(mark, answer));
            Pump();
        }
    }

    /// <summary>Time has passed.</summary>
    public void Tick()
    {
        if (_current is { } epoch)
        {
            Step(epoch, new ShardInput<PreparedEvent, MemberState>.Ticked());
        }
    }

    public void Dispose()
    {
        _opening.Dispose();
        _journal.Dispose();
    }

    private static TaskCompletionSource Fresh() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private long NowTicks => _environment.Clock.GetUtcNow().UtcTicks;

    private ShardRecord<PreparedEvent> RecordOf(long number, PreparedEvent prepared) => new()
    {
        Origin = new(Unit, number, null),
        Fingerprint = _identities.Of(prepared),
        Hour = Observation.HourOf(prepared.Order.Ticks),
        Urgent = _urgency.IsUrgent(prepared),
        Value = prepared,
    };

    private async Task MovedAsync(CancellationToken cancellationToken)
    {
        if (_fault is not null)
        {
            throw _fault;
        }

        await _moved.Task.WaitAsync(cancellationToken);
    }

    private async Task BeginEpochAsync(CancellationToken cancellationToken)
    {
        await _opening.WaitAsync(cancellationToken);
        try
        {
            _ended = _current is null ? _ended : _ended.With([]);
            EndEpoch();
            _wasOpened = true;
            var number = await _environment.Store.OpenEpochAsync(_shard, cancellationToken);
            var image = await ShardImageReader.ReadAsync(_environment.Store, _shard, cancellationToken);
            var runner = new ShardRunner(_environment, _desk);
            (_desk.Estate, _desk.Epoch) = (await _loader.LoadAsync(runner, cancellationToken), number);
            var protocol = new ShardProtocol<PreparedEvent, MemberState>(
                _shard, number, image, new(_environment.Limits.Protocol, DeadLetterRow), _ended, NowTicks);
            var epoch = _current = new(protocol, runner);
            foreach (var (fingerprint, held) in runner.Copies.Held)
            {
                _identities.Know(fingerprint, held.Ticks, held.FirstRank);
            }

            _identities.Prune(runner.Copies.Floor);
            _buffer.Acknowledge(protocol.NextOf(Unit));
            _buffer.OfferAllAgain();
            Carry(epoch, protocol.Begin());
            foreach (var flush in _flushes.Keys)
            {
                _inputs.Enqueue(new ShardInput<PreparedEvent, MemberState>.FlushRequested(flush));
            }
        }
        catch when (_current is null)
        {
            _ended = _ended.With([]);
            throw;
        }
        finally
        {
            _opening.Release();
        }

        Pump();
    }

    private void EndEpoch()
    {
        _current = null;
        (_full, _cutAsked) = (false, false);
        _inputs.Clear();
    }

    /// <summary>Drops everything of the epoch and begins the next one from the cut (DESIGN §4.4).</summary>
    private void GiveUp(ShardEpoch epoch, string reason, IReadOnlyCollection<ulong> suspects)
    {
        if (_current == epoch)
        {
            EndEpoch();
            _ended = _ended.With(suspects);
            _surroundings.Tell($"epoch {epoch.Number} was given up: {reason}");
            _ = BeginAgainAsync(reason);
        }
    }

    private async Task BeginAgainAsync(string reason)
    {
        while (++_fruitless <= _environment.Limits.FruitlessEpochsMax)
        {
            try
            {
                if (_fruitless > 1)
                {
                    // A store that failed a moment ago fails again at once: each epoch without a cut rests twice as long as the one before.
                    var rest = TickLeast * Math.Pow(2, _fruitless);
                    await Task.Delay(rest < RestMost ? rest : RestMost, _environment.Clock);
                }

                await BeginEpochAsync(CancellationToken.None);
                return;
            }
            catch (Exception error)
            {
                reason = error.Message;
                _surroundings.Tell($"no epoch could be opened: {reason}");
            }
        }

        Stop(new InvalidOperationException($"Shard {_shard} has stopped: {_fruitless - 1} epochs in a row ended without a cut, the last one because of: {reason}"));
    }

    private void Stop(Exception fault)
    {
        EndEpoch();
        (_fault, _ended) = (fault, EndedEpochs.None);
        foreach (var flush in _flushes.Values)
        {
            flush.TrySetException(fault);
        }

        _flushes.Clear();
        Moved();
    }

    private void Moved()
    {
        var moved = _moved;
        _moved = Fresh();
        moved.TrySetResult();
    }
}
