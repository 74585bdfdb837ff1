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
    private readonly EstateRecorder _recorder;

    public ImpactScene(ResourceChange change, IEstate estate, ImpactContext context)
    {
        Change = change;
        Context = context;
        _recorder = new(estate);
        Before = new EstateAsOf(_recorder, change.At, inclusive: false);
        After = new EstateAsOf(_recorder, change.At, inclusive: true);
        var cache = JudgeCache.Of(context.Judge);
        AbilitiesBefore = new(Before, new(Before, context.Jewels, context.Limits.StoresMax), cache);
        AbilitiesAfter = new(After, new(After, context.Jewels, context.Limits.StoresMax), cache);
    }

    public ResourceChange Change { get; }

    public ImpactContext Context { get; }

    public EstateAsOf Before { get; }

    public EstateAsOf After { get; }

    /// <summary>What was read of the estate so far.</summary>
    public EstateReads Reads => _recorder.Reads;

    internal AbilityReader AbilitiesBefore { get; }

    internal AbilityReader AbilitiesAfter { get; }

    /// <summary>The estate that knows most of an entity: after, or before where the change deleted it.</summary>
    public EstateAsOf Telling(EntityId id) => After.View(id).Life == EntityLife.Deleted ? Before : After;

    /// <summary>What the entity could do before; nothing where the change itself made it.</summary>
    internal AbilitySet CouldBefore(EntityId entity) =>
        After.View(entity).CreatedAt == Change.At ? AbilitySet.Nothing : AbilitiesBefore.Of(entity);

    /// <summary>
    /// What the entity could do and can do; what neither its policies before nor those after have a say in may be left out of both, where
    /// the change is about no store and the entity acts as the same principals: the stores alone decide that, and did.
    /// </summary>
    internal (AbilitySet Before, AbilitySet After) Abilities(EntityId entity)
    {
        var alike = After.View(entity).CreatedAt != Change.At
            && AbilitiesBefore.Shelf.Find(Change.Entity.Id) is null && AbilitiesAfter.Shelf.Find(Change.Entity.Id) is null
            && SameChains(RunAsStage.Of(entity, Before), RunAsStage.Of(entity, After));
        return alike
            ? (AbilitiesBefore.Of(entity, AbilitiesAfter), AbilitiesAfter.Of(entity, AbilitiesBefore))
            : (CouldBefore(entity), AbilitiesAfter.Of(entity));
    }

    private static bool SameChains(IReadOnlyList<RunAsChain> before, IReadOnlyList<RunAsChain> after) =>
        before.Count == after.Count
        && before.Zip(after).All(static pair => pair.First.Principal == pair.Second.Principal && pair.First.Unseen == pair.Second.Unseen && pair.First.Via.SequenceEqual(pair.Second.Via));

    public string TypeOf(EntityId id) => After.View(id).Type is { Length: > 0 } type ? type : Before.View(id).Type;

    public string Name(EntityId id) => EntityNames.Of(id, After);
}
