using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Entities;

namespace OrleansTwin.Access.Impacts.Rules;

/// <summary>Which rules a change calls, and the facets it spreads by. Only logged writes count: a read or snapshot tells, it does not change.</summary>
internal static class RuleTrigger
{
    private static readonly Dictionary<string, Facet> FacetsByDecider = new(StringComparer.Ordinal)
    {
        [RuleDeciders.Permissions] = Facet.Permissions,
        [RuleDeciders.ResourcePolicy] = Facet.Permissions,
        [RuleDeciders.NetworkRules] = Facet.Network,
        [RuleDeciders.Network] = Facet.Network,
    };

    public static IReadOnlyList<ImpactRule> Of(ImpactScene scene)
    {
        var change = scene.Change;
        if (change.Kind is ChangeKind.Observe or ChangeKind.Refer or ChangeKind.Doubt || change.Basis is KnowledgeBasis.Read or KnowledgeBasis.Snapshot)
        {
            return [];
        }

        var type = scene.TypeOf(change.Entity.Id) is { Length: > 0 } known ? known : change.Entity.Type;
        return [.. ImpactKnowledge.Default.Rules.Where(rule => rule.Concerns(type) && Touched(rule, scene))];
    }

    public static Facet FacetsOf(ImpactScene scene) =>
        Of(scene).Aggregate(Facet.None, (facets, rule) => facets | FacetsByDecider.GetValueOrDefault(rule.Decide));

    private static bool Touched(ImpactRule rule, ImpactScene scene)
    {
        var change = scene.Change;
        if (rule.Loss && change.Kind == ChangeKind.Create)
        {
            return false;
        }

        if (rule.Life is not null)
        {
            return rule.Life == "deleted" && change.Kind == ChangeKind.Delete && scene.Before.View(change.Entity.Id).Life != EntityLife.Deleted;
        }

        if (rule.Attribute is not null)
        {
            return change.Attributes.Any(attribute => attribute.Path == rule.Attribute);
        }

        // A deletion ends every relation the entity carried.
        var kind = Enum.Parse<RelationKind>(rule.Relation!);
        return change.Relations.Any(relation => relation.Kind == kind)
            || (change.Kind == ChangeKind.Delete && scene.Before.RelationsOf(change.Entity.Id, kind).Any());
    }
}
