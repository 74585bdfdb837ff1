using System.Collections.Immutable;
using OrleansTwin.Access.Decisions;
using OrleansTwin.Access.Escalation;
using OrleansTwin.Access.Graph;

namespace OrleansTwin.Access.Abilities;

/// <summary>
/// Judges how broad an identity's permissions are, by decisions over whole kinds of resources: an ability counts only
/// where it reaches every resource of its kind, so a policy on one bucket is never over-permissive.
/// </summary>
public static class BreadthJudge
{
    private const string ResourceCondition = "resource like ";

    public static ImmutableArray<BreadthFinding> Judge(Identity identity, AccountSnapshot snapshot, AbilityCatalogue? catalogue = null)
    {
        ArgumentNullException.ThrowIfNull(identity);
        ArgumentNullException.ThrowIfNull(snapshot);
        catalogue ??= AbilityCatalogue.Bundled;
        var findings = ImmutableArray.CreateBuilder<BreadthFinding>();
        var admin = AdminProbe.Standing(identity, snapshot);
        if (admin != AccessCertainty.Never)
        {
            findings.Add(new BreadthFinding(BreadthFindingKind.AdminPrivileges, "everything", ["*"], admin, Via(identity, "twin-probe:Anything", "*", snapshot)));
        }

        foreach (var kind in catalogue.Kinds.Where(k => k.DataStore))
        {
            foreach (var set in kind.Sets)
            {
                AddSet(findings, identity, snapshot, BreadthFindingKind.OverPermissive, $"{set.Name} every {kind.Type}", set.Actions.Select(a => (a, set.All)));
            }
        }

        AddSet(findings, identity, snapshot, BreadthFindingKind.HighPrivileges, "identities, keys, logging or organisation",
            catalogue.HighPrivileges.Select(p => (p.Action, p.Resource)));
        return findings.ToImmutable();
    }

    private static void AddSet(
        ImmutableArray<BreadthFinding>.Builder findings, Identity identity, AccountSnapshot snapshot, BreadthFindingKind kind, string subject,
        IEnumerable<(string Action, string Resource)> asked)
    {
        var actions = new List<string>();
        var via = new SortedSet<string>(StringComparer.Ordinal);
        var best = AccessCertainty.Never;
        foreach (var (action, resource) in asked)
        {
            var decision = Decide(identity, action, resource, snapshot);
            if (decision.Certainty == AccessCertainty.Never || decision.Conditions.Any(c => c.StartsWith(ResourceCondition, StringComparison.Ordinal)))
            {
                continue;
            }

            actions.Add(action);
            best = decision.Certainty > best ? decision.Certainty : best;
            via.UnionWith(AllowedBy(decision));
        }

        if (actions.Count > 0)
        {
            findings.Add(new BreadthFinding(kind, subject, [.. actions.Order(StringComparer.Ordinal)], best, [.. via]));
        }
    }

    /// <summary>Key and trust policies are taken to leave the decision to IAM: the question is what the identity's own policies reach.</summary>
    private static AccessDecision Decide(Identity identity, string action, string resource, AccountSnapshot snapshot)
    {
        var name = resource.Replace("{partition}", snapshot.Partition, StringComparison.Ordinal).Replace("{account}", snapshot.Account, StringComparison.Ordinal);
        var needsPolicy = action.StartsWith("kms:", StringComparison.Ordinal) || action.StartsWith("sts:", StringComparison.Ordinal);
        var policies = needsPolicy ? identity.Policies with { Resource = DelegatingPolicy.For(snapshot.Account) } : identity.Policies;
        return AccessDecider.Decide(policies, AccessRequest.OfPattern(identity.Principal, action, name, snapshot.Account, identity.Context));
    }

    private static ImmutableArray<string> Via(Identity identity, string action, string resource, AccountSnapshot snapshot) =>
        [.. AllowedBy(Decide(identity, action, resource, snapshot))];

    private static IEnumerable<string> AllowedBy(AccessDecision decision) => decision.Reasons
        .Where(r => r.Effect == Policies.PolicyEffect.Allow && r.Layer == PolicyLayer.Identity)
        .Select(r => $"{r.Policy} {r.Statement}");
}
