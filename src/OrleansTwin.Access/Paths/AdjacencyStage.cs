using System.Collections.Immutable;
using OrleansTwin.Access.Exposures;
using OrleansTwin.Access.Impacts;
using OrleansTwin.Access.Impacts.Abilities;
using OrleansTwin.Access.Impacts.Rules;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Twin.Estates;

namespace OrleansTwin.Access.Paths;

/// <summary>
/// Draws the steps of an estate as of a position: workload → its role, user → its keys and back, principal → role that trusts it
/// (by evaluation of the trust policy), principal or workload → data stores (by evaluation), and from anything in a security group to what that group may reach.
/// The internet is the node <c>ip:0.0.0.0/0</c>.
/// </summary>
public static class AdjacencyStage
{
    private const int SureCost = 1;
    private const int UnsureCost = 4;
    private const string Role = "AWS::IAM::Role";
    private const string User = "AWS::IAM::User";
    private const string TrustPolicy = "trustPolicy";
    private static readonly string[] Assume = ["sts:AssumeRole"];

    public static Adjacency Of(EstateAsOf estate, ImpactContext context)
    {
        var abilities = new AbilityStage(estate, context);
        var edges = new List<PathEdge>();
        foreach (var id in estate.Estate.All)
        {
            var view = estate.View(id);
            if (view.LastAt is null || view.Life == EntityLife.Deleted)
            {
                continue;
            }

            Acting(id, estate, abilities, edges);
            Credentials(id, view, edges);
            if (view.Type == Role)
            {
                Trust(id, estate, context, edges);
            }

            Network(id, estate, context, edges);
        }

        return new(edges);
    }

    private static void Acting(EntityId id, EstateAsOf estate, AbilityStage abilities, List<PathEdge> edges)
    {
        if (!RunAsStage.Acts(id, estate))
        {
            return;
        }

        var principal = RunAsStage.IsPrincipal(id, estate.View(id).Type);
        foreach (var chain in RunAsStage.Of(id, estate))
        {
            if (!principal && chain.Principal is { } role)
            {
                edges.Add(new(id, role, "runsAs", string.Join(", ", chain.Via), Certainty.Certain, SureCost));
            }
        }

        // A workload's stores hang on its role; drawing them twice would double every path.
        if (principal)
        {
            foreach (var reach in abilities.Stores(id))
            {
                var sure = reach.Certainty == GainCertainty.Always;
                edges.Add(new(id, reach.Store, "store", $"{string.Join(", ", reach.Can)} through {string.Join(", ", reach.Via)}", sure ? Certainty.Certain : Certainty.Possible, sure ? SureCost : UnsureCost));
            }
        }
    }

    private static void Credentials(EntityId id, Twin.Views.ConfigView view, List<PathEdge> edges)
    {
        foreach (var key in view.RelationsOf(RelationKind.HasCredential))
        {
            edges.Add(new(key.To, id, "credential", "is a key of", Certainty.Certain, SureCost));
        }
    }

    private static void Trust(EntityId role, EstateAsOf estate, ImpactContext context, List<PathEdge> edges)
    {
        if (estate.View(role).Attribute(TrustPolicy) is not { Known: true } trust || PolicyShape.Document(trust.Value) is not { } document)
        {
            return;
        }

        var home = role.AccountOf();
        var name = $"the trust policy of {EntityNames.Of(role, estate)}";
        var admitted = ResourceAdmission.Of(context.Judge, role, home, new(name, document), ResourceAdmission.Asks(Assume, [], "{arn}", role), out _);
        foreach (var (who, judgement) in admitted)
        {
            var account = ResourceAdmission.AccountOf(who);
            if (who == EntityNames.Anyone || (account.Length > 0 && account != home && !context.OwnAccounts.Contains(account)))
            {
                edges.Add(new(account.Length > 0 && (account == who || who.EndsWith(":root", StringComparison.Ordinal)) ? EntityId.Account(account) : new(who), role, "assume", name, Sure(judgement), Cost(judgement)));
            }
            else if (account == who || who.EndsWith(":root", StringComparison.Ordinal))
            {
                ByAccount(role, account, new(name, document), estate, context, edges);
            }
            else
            {
                edges.Add(new(new(who), role, "assume", name, Sure(judgement), Cost(judgement)));
            }
        }

    }

    // The account is trusted: whoever of it has sts:AssumeRole on the role.
    private static void ByAccount(EntityId role, string account, PolicyText trust, EstateAsOf estate, ImpactContext context, List<PathEdge> edges)
    {
        foreach (var principal in estate.OfType(User).Concat(estate.OfType(Role)).Where(id => id != role && id.AccountOf() == account))
        {
            var policies = PrincipalPoliciesStage.Of(principal, estate, context.Judge);
            var judgement = context.Judge.Decide(new(principal, account, Assume[0], role.Value, role.AccountOf(), policies.Identity, policies.Boundaries, trust));
            if (judgement.Verdict != Verdict.No)
            {
                var sure = judgement.Verdict == Verdict.Always && policies.Unseen.Count == 0;
                edges.Add(new(principal, role, "assume", trust.Name, sure ? Certainty.Certain : Certainty.Possible, sure ? SureCost : UnsureCost));
            }
        }
    }

    private static void Network(EntityId id, EstateAsOf estate, ImpactContext context, List<PathEdge> edges)
    {
        foreach (var group in estate.RelationsOf(id, RelationKind.InSecurityGroup))
        {
            foreach (var (element, value) in estate.View(group.To).Attribute("ingress")?.Elements ?? ImmutableSortedDictionary<string, string?>.Empty)
            {
                if (NetworkRule.Parse(element, value) is not { } rule || NetworkKnowledge.Default.ScopeOf(rule.Source, context.OwnNetworks) != SourceScope.Group)
                {
                    continue;
                }

                var source = SourceGroup(rule.Source, group.To);
                foreach (var from in estate.Referrers(source, RelationKind.InSecurityGroup).Where(from => from != id))
                {
                    edges.Add(new(from, id, "network", $"{rule.Can} by {EntityNames.Of(group.To, estate)}", Certainty.Possible, UnsureCost));
                }
            }
        }

        foreach (var entry in ExposureStage.Of(id, estate, context).Entries.Where(static entry => entry.Level == Exposure.Internet))
        {
            edges.Add(new(EntityNames.Internet, id, "network", $"{entry.Can} through {entry.Via}", entry.Assumes.IsEmpty ? Certainty.Certain : Certainty.Possible, entry.Assumes.IsEmpty ? SureCost : UnsureCost));
        }
    }

    private static EntityId SourceGroup(string source, EntityId group)
    {
        var name = source[(source.LastIndexOf('/') + 1)..];
        var slash = group.Value.LastIndexOf('/');
        return slash < 0 ? new(name) : new(string.Concat(group.Value.AsSpan(0, slash + 1), name));
    }

    private static Certainty Sure(Judgement judgement) => judgement.Verdict == Verdict.Always ? Certainty.Certain : Certainty.Possible;

    private static int Cost(Judgement judgement) => judgement.Verdict == Verdict.Always ? SureCost : UnsureCost;
}
