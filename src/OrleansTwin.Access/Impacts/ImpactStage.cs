using OrleansTwin.Access.Impacts.Abilities;
using OrleansTwin.Access.Impacts.Rules;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Twin.Estates;

namespace OrleansTwin.Access.Impacts;

/// <summary>
/// What one change made possible or impossible, for whom, and why. Steps: <see cref="Direct(ImpactScene)"/> decides what the change
/// means for the entity it is about, <see cref="Spread(ImpactScene, EntityId, int)"/> what it means for one related entity,
/// <see cref="ImpactMerge"/> puts the parts together whatever order they come in. Every part is an absolute value from the estate just
/// before and just after the change, so it depends on nothing later, and computing it again changes nothing.
/// </summary>
public static class ImpactStage
{
    /// <summary>The changed entity's own part, or null where the change has no bearing on security.</summary>
    public static ImpactPart? Direct(ResourceChange change, IEstate estate, ImpactContext context) => Direct(new(change, estate, context));

    public static ImpactPart? Direct(ImpactScene scene)
    {
        var rules = RuleTrigger.Of(scene);
        if (rules.Count == 0)
        {
            return null;
        }

        var entity = scene.Change.Entity.Id;
        var part = new PartBuilder(entity, 0);
        foreach (var rule in rules)
        {
            RuleDeciders.Decide(rule, scene, part);
        }

        Meaning(entity, scene, RuleTrigger.FacetsOf(scene), part);
        var limit = scene.Context.Limits.JsonCharactersMax;
        return part.Build(
            scene.Context.Limits,
            ChangedAttributes.Json(scene.Change, scene.Before.View(entity), limit),
            ChangedAttributes.Json(scene.Change, scene.After.View(entity), limit));
    }

    /// <summary>The part of one entity that the change reached, <paramref name="hop"/> relations from the changed one.</summary>
    public static ImpactPart Spread(ResourceChange change, EntityId entity, int hop, IEstate estate, ImpactContext context) =>
        Spread(new(change, estate, context), entity, hop);

    public static ImpactPart Spread(ImpactScene scene, EntityId entity, int hop)
    {
        var part = new PartBuilder(entity, hop);
        Meaning(entity, scene, RuleTrigger.FacetsOf(scene), part);
        return part.Build(scene.Context.Limits);
    }

    /// <summary>The impact of a change by breadth-first walk, or null where it has no bearing or changes nothing for anybody.</summary>
    public static Impact? Whole(ResourceChange change, IEstate estate, ImpactContext context) => Whole(new(change, estate, context));

    public static Impact? Whole(ImpactScene scene)
    {
        if (Direct(scene) is not { } direct)
        {
            return null;
        }

        var frontier = new ImpactFrontier();
        frontier.Offer(direct.Entity, 0);
        var parts = new List<ImpactPart>();
        var complete = true;
        IReadOnlyList<ImpactPart> level = [direct];
        for (var hop = 1; level.Count > 0; hop++)
        {
            var reached = level.SelectMany(static part => part.Next).Distinct().Order().Where(id => frontier.Offer(id, hop)).ToList();
            var room = Math.Max(0, scene.Context.Limits.ReachedMax - parts.Count);
            complete &= reached.Count <= room;
            level = [.. reached.Take(room).Select(id => Spread(scene, id, hop))];
            parts.AddRange(level);
        }

        return Merge(scene.Change, complete ? direct : direct with { Complete = false }, parts);
    }

    /// <summary>The parts of one change as its impact, or null where none says anything. Parts of one entity: the least hop counts.</summary>
    public static Impact? Merge(ResourceChange change, ImpactPart direct, IEnumerable<ImpactPart> parts) => ImpactMerge.Of(change, direct, parts);

    private static void Meaning(EntityId entity, ImpactScene scene, Facet facets, PartBuilder part)
    {
        part.Next(Spreading.Next(entity, scene, facets));
        var acts = RunAsStage.Acts(entity, scene.After) || RunAsStage.Acts(entity, scene.Before);
        if (facets.HasFlag(Facet.Permissions))
        {
            if (acts)
            {
                AbilityMeaning.Read(entity, scene, part);
            }
            else if (scene.AbilitiesAfter.Shelf.Find(entity) is { Jewel: not null } jewel)
            {
                AbilityMeaning.ReadStore(jewel, Spreading.Concerned(scene, facets), scene, part);
            }
        }

        if (facets.HasFlag(Facet.Network))
        {
            NetworkMeaning.Read(entity, scene, part);
        }

        if (acts && facets != Facet.None)
        {
            PathMeaning.Read(entity, scene, part);
        }
    }
}
