using OrleansTwin.Access.Impacts.Abilities;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Ids;
using OrleansTwin.Twin.Estates;

namespace OrleansTwin.Access.Impacts;

/// <summary>
/// The estate just before and just after one change, with what was already read of it. A memo only: two scenes of one change over one
/// estate give the same answers. Not for several threads.
/// </summary>
public sealed class ImpactScene
{
    public ImpactScene(ResourceChange change, IEstate estate, ImpactContext context)
    {
        Change = change;
        Context = context;
        Before = new EstateAsOf(estate, change.At, inclusive: false);
        After = new EstateAsOf(estate, change.At, inclusive: true);
        var cache = new JudgeCache(context.Judge);
        AbilitiesBefore = new(Before, new(Before, context.Jewels, context.Limits.StoresMax), cache);
        AbilitiesAfter = new(After, new(After, context.Jewels, context.Limits.StoresMax), cache);
    }

    public ResourceChange Change { get; }

    public ImpactContext Context { get; }

    public EstateAsOf Before { get; }

    public EstateAsOf After { get; }

    internal AbilityReader AbilitiesBefore { get; }

    internal AbilityReader AbilitiesAfter { get; }

    /// <summary>The estate that knows most of an entity: after, or before where the change deleted it.</summary>
    public EstateAsOf Telling(EntityId id) => After.View(id).Life == EntityLife.Deleted ? Before : After;

    /// <summary>What the entity could do before; nothing where the change itself made it.</summary>
    internal AbilitySet CouldBefore(EntityId entity) =>
        After.View(entity).CreatedAt == Change.At ? AbilitySet.Nothing : AbilitiesBefore.Of(entity);

    public string TypeOf(EntityId id) => After.View(id).Type is { Length: > 0 } type ? type : Before.View(id).Type;

    public string Name(EntityId id) => EntityNames.Of(id, After);
}
