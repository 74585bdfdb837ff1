using System.Globalization;
using OrleansTwin.Model.Ids;
using OrleansTwin.Pipeline.Ports;
using OrleansTwin.Pipeline.Protocol;

namespace OrleansTwin.Tests.Cluster.Simulation;

/// <summary>
/// One schedule of one seed: shards, sources, a store and a network that delays, reorders, repeats, loses and refuses. First chaos: crashes
/// at any point, two owners at once, activations dropped, shards moved. Then calm, until everything is quiet. Everything that is under way
/// stands in one bag, and the seed draws what happens next.
/// </summary>
internal sealed partial class SimWorld
{
    private const int ChaosSteps = 260;
    private const int CalmStepsMax = 30_000;

    private static readonly ProtocolLimits Limits = new()
    {
        PendingRecordsMax = 8,
        BatchRecordsMax = 3,
        GatherMax = TimeSpan.FromMilliseconds(60),
        CutInterval = TimeSpan.FromMilliseconds(300),
        DirtyEntitiesMax = 3,
        MarkRepublishAfter = TimeSpan.FromMilliseconds(400),
        MarkRepublishMax = 2,
        MessageResendAfter = TimeSpan.FromMilliseconds(400),
        MessageResendMax = 2,
        HorizonHours = 1,
        FingerprintsMax = 6,
        FinishedUnitsMax = 1,
        UnitGapMax = 6,
        HistoryAnswerCuts = 2,
        CarefulBatchesMax = 12,
    };

    private readonly SimRandom _random;
    private readonly SimMutant _mutant;
    private readonly SimPlan _plan;
    private readonly SimStore _store;
    private readonly SimEntities _entities;
    private readonly List<SimOwner>[] _owners;
    private readonly List<Action> _bag = [];
    private readonly List<string> _violations = [];
    private readonly Action<string>? _trace;
    private bool _chaos = true;
    private long _now = new DateTime(2026, 5, 4, 0, 0, 0, DateTimeKind.Utc).Ticks;

    /// <param name="staleLoads">Activations begin from the store even where the owner has a newer state; the versions tell, so nothing may be lost.</param>
    /// <param name="trace">Takes a line for each input and effect, to follow a failing seed.</param>
    public SimWorld(ulong seed, SimMutant mutant = SimMutant.None, bool staleLoads = false, Action<string>? trace = null)
    {
        _trace = trace;
        _random = new(SimRandom.Mix(seed + 1));
        _mutant = mutant;
        _plan = new(_random);
        _store = new(mutant);
        _entities = new(_store, mutant, staleLoads);
        _owners = [.. _plan.Shards.Select(static _ => new List<SimOwner>())];
    }

    /// <summary>What the run exercised, to see that the schedules are no idle ones.</summary>
    public SimCounts Counts { get; private set; } = new();

    /// <summary>Runs to the end; what went wrong, or nothing.</summary>
    public IReadOnlyList<string> Run()
    {
        for (var shard = 0; shard < _owners.Length; shard++)
        {
            Open(shard, null);
        }

        for (var step = 0; step < ChaosSteps; step++)
        {
            ChaosStep();
        }

        _chaos = false;
        var calm = 0;
        while (!IsQuiet && calm < CalmStepsMax && _violations.Count == 0)
        {
            CalmStep();
            calm++;
        }

        if (calm == CalmStepsMax)
        {
            Violate($"never quiet: {_bag.Count} events under way; {string.Join("; ", _owners.Select(static (_, shard) => shard).Select(Describe))}");
        }
        else if (_violations.Count == 0)
        {
            Check();
        }

        return _violations;
    }

    private bool IsQuiet =>
        _bag.Count == 0
        && Enumerable.Range(0, _owners.Length).All(shard => Current(shard) is { } owner && owner.Epoch == _store.Of(owner.Shard).Epoch && owner.Protocol.IsQuiet)
        && _plan.Sources.All(static sources => sources.All(static source => source.IsAcknowledged));

    private void ChaosStep()
    {
        Pass();
        var shard = _random.Below(_owners.Length);
        var draw = _random.Below(100);
        switch (draw)
        {
            case < 22:
                Offer(shard, Alive(shard));
                break;
            case < 32:
                Step(Alive(shard), new ShardInput<SimRecord, SimState>.Ticked());
                break;
            case < 34:
                Crash(Alive(shard));
                break;
            case < 35:
                Open(shard, null);
                break;
            case < 38:
                _entities.Drop(_random, 30);
                break;
            case < 39:
                Step(Alive(shard), new ShardInput<SimRecord, SimState>.CloseRequested());
                break;
            case < 41:
                Flush(Alive(shard));
                break;
            case < 42:
                Step(Alive(shard), new ShardInput<SimRecord, SimState>.CutRequested());
                break;
            default:
                RunOne();
                break;
        }
    }

    private void CalmStep()
    {
        Pass();
        var shard = _random.Below(_owners.Length);
        var draw = _random.Below(100);
        if (draw < 60 && _bag.Count > 0)
        {
            RunOne();
        }
        else if (draw < 80)
        {
            Offer(shard, Current(shard));
        }
        else
        {
            Step(Current(shard), new ShardInput<SimRecord, SimState>.Ticked());
        }
    }

    private void Pass() => _now += _random.Below(25) * TimeSpan.TicksPerMillisecond;

    private void RunOne()
    {
        if (_bag.Count == 0)
        {
            return;
        }

        var at = _random.Below(_bag.Count);
        var action = _bag[at];
        _bag[at] = _bag[^1];
        _bag.RemoveAt(_bag.Count - 1);
        action();
    }

    private void Offer(int shard, SimOwner? owner)
    {
        var sources = _plan.Sources[shard];
        var source = sources[_random.Below(sources.Count)];
        if (owner is null || source.IsAcknowledged)
        {
            return;
        }

        Step(owner, new ShardInput<SimRecord, SimState>.Offered(source.Window(_random)));
        if (source.Ends && _random.Chance(30))
        {
            Step(owner, new ShardInput<SimRecord, SimState>.UnitEnded(source.Unit, source.Records.Count));
        }
    }

    private void Flush(SimOwner? owner)
    {
        if (owner is not null)
        {
            owner.Flushes++;
            Step(owner, new ShardInput<SimRecord, SimState>.FlushRequested(owner.Flushes));
        }
    }

    private void Open(int shard, IReadOnlyList<ulong>? suspects)
    {
        var id = _plan.Shards[shard];
        var (epoch, image) = _store.Open(id);
        var protocol = new ShardProtocol<SimRecord, SimState>(
            id, epoch, image, new(Limits, DeadLetterRow), suspects is null || _mutant == SimMutant.ForgetSuspects ? EndedEpochs.None : EndedEpochs.None.With(suspects), _now);
        var owner = new SimOwner(shard, id, protocol);
        _owners[shard].RemoveAll(static other => other.IsDead);
        _owners[shard].Add(owner);
        Counts = Counts with { Epochs = Counts.Epochs + 1 };
        Learn(owner);
        Handle(owner, protocol.Begin());
    }

    private void Crash(SimOwner? owner)
    {
        if (owner is null)
        {
            return;
        }

        Counts = Counts with { Crashes = Counts.Crashes + 1 };
        End(owner, null);
        if (_random.Chance(50))
        {
            _entities.DropShard(owner.Shard);
        }
    }

    // The owner is gone; the shard is opened again unless a later owner has it.
    private void End(SimOwner owner, IReadOnlyList<ulong>? suspects)
    {
        owner.IsDead = true;
        if (owner.Epoch == _store.Of(owner.Shard).Epoch)
        {
            _bag.Add(() => Open(owner.Index, suspects));
        }
    }

    private SimOwner? Alive(int shard)
    {
        var alive = _owners[shard].FindAll(static owner => !owner.IsDead);
        return alive.Count == 0 ? null : alive[_random.Below(alive.Count)];
    }

    private SimOwner? Current(int shard) => _owners[shard].FindLast(static owner => !owner.IsDead);

    private bool Fault(int percent) => _chaos && _random.Chance(percent);

    private void Violate(string what) => _violations.Add(what);

    private string Describe(int shard) => Current(shard) is { Protocol: var protocol }
        ? string.Create(CultureInfo.InvariantCulture, $"shard {shard} epoch {protocol.Epoch}: pending {protocol.PendingRecords}, in flight {protocol.BatchesInFlight}, marks {protocol.OpenMarks}, messages {protocol.OpenMessages}, cut {protocol.LastCut}")
        : string.Create(CultureInfo.InvariantCulture, $"shard {shard} has no owner");

    private static StorePut DeadLetterRow(ShardRecord<SimRecord> record, int breaks) =>
        StorePut.Set(StoreTable.DeadLetter, record.Value.Id.ToString(CultureInfo.InvariantCulture), new[] { (byte)breaks });
}
