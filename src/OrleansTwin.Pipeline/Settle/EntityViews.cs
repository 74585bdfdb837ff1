using OrleansTwin.Detection.Behavior;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Twin.Estates;
using OrleansTwin.Twin.State;
using OrleansTwin.Twin.Views;

namespace OrleansTwin.Pipeline.Settle;

/// <summary>How an entity is shown: its state, and what the estate says of it.</summary>
public sealed record EntityViews
{
    public required Func<EntityId, EstateAsOf, CrownJewel?> JewelOf { get; init; }

    public required Func<EntityId, EstateAsOf, Exposure> ExposureOf { get; init; }

    public required Func<EntityId, EstateAsOf, IReadOnlyList<Gain>> AbilitiesOf { get; init; }

    /// <summary>Accounts that the configuration names as the estate's.</summary>
    public IReadOnlySet<string> Accounts { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>What behaviour is judged by, and which mechanisms against noise are on.</summary>
    public BehaviorContext Behavior { get; init; } = BehaviorContext.Default;

    public EntityView View(EntityState state, IEstate estate, EventOrder asOf)
    {
        var seen = new EstateAsOf(estate, asOf);
        return CascadeStage.Apply(EntityViewStage.View(state, asOf, JewelOf(state.Id, seen), ExposureOf(state.Id, seen), null), ConfigFold.AsOf(state.Log, asOf), seen);
    }

    public IReadOnlyList<Gain> Abilities(EntityId id, IEstate estate, EventOrder asOf) => AbilitiesOf(id, new(estate, asOf));
}
