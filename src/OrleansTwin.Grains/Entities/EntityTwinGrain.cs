using Orleans;
using Orleans.Runtime;
using Orleans.Streams;
using OrleansTwin.Access.Impacts;
using OrleansTwin.Grains.Abstractions;
using OrleansTwin.Grains.Ownership;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;
using OrleansTwin.Pipeline;
using OrleansTwin.Pipeline.Ports;
using OrleansTwin.Pipeline.Protocol;
using OrleansTwin.Twin.State;
using OrleansTwin.Twin.Views;

namespace OrleansTwin.Grains.Entities;

/// <summary>
/// One entity's twin: loads, calls a pure stage, hands the new state on. The owner persists, and tells an activation that begins
/// where its state is. Subclasses only give the kind its name.
/// </summary>
public abstract class EntityTwinGrain(EntityServices services) : Grain, IEntityTwinGrain, IShardMemberGrain
{
    // A late event may change decisions of the hour it falls into, whose anchor is the start of the hour.
    private const long SlackTicks = TimeSpan.TicksPerHour;

    private EntityKey _key = EntityKey.None;
    private MemberState? _state;
    private long _epoch = -1;

    private ShardDesk Desk => services.Desks.Of(_key.Shard);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _key = EntityKey.Parse(this.GetPrimaryKeyString());
        services.Counts.Activated();
        await base.OnActivateAsync(cancellationToken);
    }

    public async Task<EntityApplied> ApplyAsync(long epoch, EntityBatch batch)
    {
        var before = await LoadAsync(epoch);
        // A batch that only describes the entity shows nothing it did, so nothing it did is decided again.
        var from = new DateTimeOffset(Math.Clamp((batch.FirstTicks / TimeSpan.TicksPerHour * TimeSpan.TicksPerHour) - SlackTicks, 0, DateTimeOffset.MaxValue.UtcTicks), TimeSpan.Zero);
        var (entity, signals, decided) = (before.Entity, new List<Signal>(), from);
        var steps = BatchSteps.Of(batch);
        var weighed = new List<Signal>(batch.Asks.Count);
        for (var index = 0; index < steps.Count; index++)
        {
            entity = TwinReducer.Apply(entity, steps[index].Step, services.Stages.Limits);
            var next = index + 1 < steps.Count ? new DateTimeOffset(steps[index + 1].FromTicks, TimeSpan.Zero) : DateTimeOffset.MaxValue;
            signals.AddRange(services.Stages.Signals(entity, decided, next));
            while (weighed.Count < batch.Asks.Count && batch.Asks[weighed.Count].Said.Time < next)
            {
                weighed.Add(services.Stages.Weigh(batch.Asks[weighed.Count], entity));
            }

            decided = next;
        }

        var state = _state = new(entity, before.Version + 1);
        return new(before.Version, state, signals.ToValueArray(), from) { Weighed = weighed.ToValueArray() };
    }

    public async Task<EntityState> StateAsync() => _state is { } held && _epoch == Desk.Epoch ? held.Entity : await CurrentAsync();

    public async Task<EntityView?> GetAsync(DateTimeOffset? at, CancellationToken cancellationToken)
    {
        var state = await CurrentAsync();
        return state.Events == 0 ? null : services.Views.View(state, Desk.Estate, OrderOf(at));
    }

    public async Task<ValueArray<ResourceChange>> HistoryAsync(DateTimeOffset? at, int max, CancellationToken cancellationToken)
    {
        var until = OrderOf(at);
        var changes = (await CurrentAsync()).Log.Until(until).ToList();
        return changes.Skip(Math.Max(0, changes.Count - max)).ToValueArray();
    }

    public async Task<BaselineView> BaselineAsync(CancellationToken cancellationToken) => BaselineViewStage.View(await CurrentAsync());

    public async Task<ValueArray<Gain>> AccessAsync(DateTimeOffset? at, CancellationToken cancellationToken)
    {
        await CurrentAsync();
        return services.Views.Abilities(_key.Id, Desk.Estate, OrderOf(at)).ToValueArray();
    }

    /// <summary>A mark reached this entity: work out what the change means for it, as an absolute value from the estate.</summary>
    protected async Task OnMarkAsync(ImpactMark mark)
    {
        var change = Desk.Estate.LogOf(mark.Changed)?.Entries.GetValueOrDefault(mark.Cause);
        var answer = change is null ? ImpactAnswer.Nothing : services.Stages.Spread(change, mark.Reached, mark.Hop, Desk.Estate);
        await Owner.ReportImpactAsync(mark, answer);
    }

    private IShardOwnerGrain Owner => GrainFactory.GetGrain<IShardOwnerGrain>(_key.Shard.ToString());

    private static EventOrder OrderOf(DateTimeOffset? at) => at is { } time ? EventOrder.EndOf(time) : EventOrder.Latest;

    // A read that begins an activation must not begin it beside a batch in flight (EntityLoad.NotNow): it waits for the next flush.
    private async Task<EntityState> CurrentAsync()
    {
        while (true)
        {
            await Owner.FlushAsync();
            var epoch = Desk.Epoch;
            if ((_state is { } held && _epoch == epoch ? held : await TryLoadAsync(epoch, forRead: true)) is { } state)
            {
                return state.Entity;
            }
        }
    }

    // An activation that sees another epoch drops its state and loads again; a call of an epoch that is over is refused (DESIGN §4.4).
    private async Task<MemberState> LoadAsync(long epoch) =>
        _state is { } held && _epoch == epoch ? held
            : await TryLoadAsync(epoch, forRead: false) ?? throw new InvalidOperationException($"`{_key.Id}` was called under epoch {epoch}, which is over.");

    private async Task<MemberState?> TryLoadAsync(long epoch, bool forRead)
    {
        var load = await Owner.LoadAsync(_key.Id, forRead);
        if (load.Epoch != epoch || load.From == EntityLoad.NotNow)
        {
            return null;
        }

        var stored = load.From == EntityLoad.FromStore
            ? await services.Store.GetAsync(_key.Shard, StoreTable.Entity, _key.Id.Value, CancellationToken.None)
            : null;
        if (_epoch > epoch)
        {
            return null;
        }

        // Another call of this epoch may have loaded, and applied its part, meanwhile.
        if (_state is not null && _epoch == epoch)
        {
            return _state;
        }

        _epoch = epoch;
        return _state = load.State ?? (stored is { } bytes ? services.Codec.Read<MemberState>(bytes) : MemberState.Empty(_key.Id));
    }
}
