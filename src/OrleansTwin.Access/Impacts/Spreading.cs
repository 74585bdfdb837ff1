using OrleansTwin.Access.Impacts.Abilities;
using OrleansTwin.Access.Impacts.Rules;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Ids;

namespace OrleansTwin.Access.Impacts;

/// <summary>Whom a change concerns next, along the relations of <c>spread.yaml</c> that hold just before or just after it.</summary>
internal static class Spreading
{
    public static IReadOnlyList<EntityId> Next(EntityId entity, ImpactScene scene, Facet facets)
    {
        var type = scene.TypeOf(entity);
        var next = new SortedSet<EntityId>();
        foreach (var facet in new[] { Facet.Permissions, Facet.Network })
        {
            if (!facets.HasFlag(facet))
            {
                continue;
            }

            foreach (var edge in ImpactKnowledge.Default.SpreadOf(facet).Where(edge => edge.From.Contains(type)))
            {
                next.UnionWith(Along(edge, entity, scene));
            }
        }

        return [.. next];
    }

    /// <summary>
    /// Principals and workloads whose abilities the change may touch, in ordinal order: a walk from the changed entity that is bounded as the spread is.
    /// </summary>
    public static IReadOnlyList<EntityId> Concerned(ImpactScene scene, Facet facets)
    {
        var limits = scene.Context.Limits;
        var start = scene.Change.Entity.Id;
        var seen = new HashSet<EntityId> { start };
        IEnumerable<EntityId> frontier = [start];
        for (var hop = 0; hop < limits.HopsMax; hop++)
        {
            frontier = [.. frontier
                .SelectMany(entity => Next(entity, scene, facets).Concat(entity == start ? ResourcePolicyDecider.NamedBy(scene) : []).Take(limits.FanOutMax))
                .Where(seen.Add)];
        }

        return [.. seen.Where(entity => RunAsStage.Acts(entity, scene.After) || RunAsStage.Acts(entity, scene.Before)).Order().Take(limits.FanOutMax)];
    }

    private static IEnumerable<EntityId> Along(SpreadEdge edge, EntityId entity, ImpactScene scene)
    {
        if (edge.Referrers is { } referrers)
        {
            var kind = Enum.Parse<RelationKind>(referrers);
            return scene.Before.Referrers(entity, kind).Concat(scene.After.Referrers(entity, kind));
        }

        var targets = Enum.Parse<RelationKind>(edge.Targets!);
        return scene.Before.RelationsOf(entity, targets).Concat(scene.After.RelationsOf(entity, targets)).Select(static r => r.To);
    }
}
