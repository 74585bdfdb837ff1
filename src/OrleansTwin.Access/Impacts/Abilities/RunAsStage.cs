using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Ids;
using OrleansTwin.Twin.Estates;

namespace OrleansTwin.Access.Impacts.Abilities;

/// <summary>
/// Follows an entity to the principals it acts as: users and roles are themselves, an instance goes by its profile to the role in it,
/// a function, task or service by the role it runs as.
/// </summary>
internal static class RunAsStage
{
    private const string Instance = "AWS::EC2::Instance";
    private const string User = "AWS::IAM::User";
    private const string Role = "AWS::IAM::Role";

    public static IReadOnlyList<RunAsChain> Of(EntityId id, EstateAsOf estate)
    {
        var view = estate.View(id);
        if (view.Life == EntityLife.Deleted)
        {
            return [];
        }

        if (IsPrincipal(id, view.Type))
        {
            return [new(id, [], null)];
        }

        var chains = new List<RunAsChain>();
        foreach (var role in view.RelationsOf(RelationKind.RunsAs).Select(static r => r.To).Order())
        {
            chains.Add(new(role, [EntityNames.Of(role, estate)], null));
        }

        foreach (var profile in view.RelationsOf(RelationKind.HasInstanceProfile).Select(static r => r.To).Order())
        {
            Profile(profile, estate, chains);
        }

        if (chains.Count == 0 && view.Type == Instance && view.CreatedAt is null && !view.WholeBySnapshot)
        {
            chains.Add(new(null, [], new(id.Value, $"whether {EntityNames.Of(id, estate)} had an instance profile before it was first seen is not known", Grants: true)));
        }

        return chains;
    }

    public static bool IsPrincipal(EntityId id, string type) =>
        type is User or Role || (type.Length == 0 && Arn.TryParse(id.Value, out var arn) && arn.Service == "iam" && arn.ResourceType is "user" or "role");

    /// <summary>Acts as somebody: a principal, or what carries a profile or a role.</summary>
    public static bool Acts(EntityId id, EstateAsOf estate)
    {
        var view = estate.View(id);
        return IsPrincipal(id, view.Type) || view.Type == Instance || view.Relations.Any(static r => r.Kind is RelationKind.RunsAs or RelationKind.HasInstanceProfile);
    }

    private static void Profile(EntityId profile, EstateAsOf estate, List<RunAsChain> chains)
    {
        var view = estate.View(profile);
        var label = EntityNames.Of(profile, estate);
        var roles = view.RelationsOf(RelationKind.ContainsRole).Select(static r => r.To).Order().ToList();
        foreach (var role in roles)
        {
            chains.Add(new(role, [label, EntityNames.Of(role, estate)], null));
        }

        if (roles.Count == 0 && view.CreatedAt is null && !view.WholeBySnapshot && view.Life != EntityLife.Deleted)
        {
            chains.Add(new(null, [label], new(profile.Value, $"the role in {label} was never seen", Grants: true)));
        }
    }
}
