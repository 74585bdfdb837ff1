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
using OrleansTwin.Model.Values;
using OrleansTwin.Pipeline;
using OrleansTwin.Pipeline.Ports;
using OrleansTwin.Twin.State;
using OrleansTwin.Twin.Views;

namespace OrleansTwin.Grains.Entities;

/// <summary>
/// One entity's twin: loads, calls a pure stage, hands the new state on. The owner persists; what is not in a cut yet
/// stands on the owner's desk. Subclasses only give the kind its name.
/// </summary>
public abstract class EntityTwinGrain(EntityServices services) : Grain, IEntityTwinGrain, IShardMemberGrain
{
    // A late event may change decisions of the hour it falls into, whose anchor is the start of the hour.
    private const long SlackTicks = TimeSpan.TicksPerHour;

    private EntityKey _key = EntityKey.None;
    private EntityState? _state;
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
        var state = TwinReducer.Apply(await LoadAsync(epoch), batch, services.Stages.Limits);
        _state = state;
        var from = new DateTimeOffset(Math.Max(0, (batch.FirstTicks / TimeSpan.TicksPerHour * TimeSpan.TicksPerHour) - SlackTicks), TimeSpan.Zero);
        return new(state, services.Stages.Signals(state, from, DateTimeOffset.MaxValue).ToValueArray(), from);
    }

    public async Task<EntityState> StateAsync(long epoch) => await LoadAsync(epoch);

    public async Task<EntityView?> GetAsync(DateTimeOffset? at, CancellationToken cancellationToken)
    {
        var state = await CurrentAsync();
        return state.Events == 0 ? null : services.Views.View(state, Desk.Estate, OrderOf(at));
    }

    public async Task<ValueArray<ResourceChange>> HistoryAsync(DateTimeOffset? at, int max, CancellationToken cancellationToken)
    {
        var until = OrderOf(at);
        var changes = (await CurrentAsync()).Log.Entries.Values.Where(change => change.At <= until).ToList();
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
        var part = change is null ? null : services.Stages.Spread(change, mark.Reached, mark.Hop, Desk.Estate);
        await Owner.ReportImpactAsync(mark, part);
    }

    private IShardOwnerGrain Owner => GrainFactory.GetGrain<IShardOwnerGrain>(_key.Shard.ToString());

    private static EventOrder OrderOf(DateTimeOffset? at) => at is { } time ? EventOrder.EndOf(time) : EventOrder.Latest;

    private async Task<EntityState> CurrentAsync()
    {
        await Owner.FlushAsync(_key.Id);
        return await LoadAsync(Desk.Epoch);
    }

    // An activation that sees another epoch drops its state and loads again (DESIGN §4.4).
    private async Task<EntityState> LoadAsync(long epoch)
    {
        if (_state is { } held && _epoch == epoch)
        {
            return held;
        }

        if (!Desk.Uncommitted.TryGetValue(_key.Id, out var state))
        {
            var stored = await services.Store.GetAsync(_key.Shard, StoreTable.Entity, _key.Id.Value, CancellationToken.None);
            if (_state is { } meanwhile && _epoch == epoch)
            {
                return meanwhile;
            }

            state = stored is { } bytes ? services.Codec.Read<EntityState>(bytes) : EntityState.Empty(_key.Id);
        }

        _epoch = epoch;
        return _state = state;
    }
}
