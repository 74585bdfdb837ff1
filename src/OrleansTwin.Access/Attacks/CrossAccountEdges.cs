using OrleansTwin.Access.Decisions;
using OrleansTwin.Access.Graph;
using OrleansTwin.Access.Paths;
using OrleansTwin.Access.Policies;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Access.Attacks;

/// <summary>Roles that trust an account or identity of another account of the snapshot: both sides are asked.</summary>
internal static class CrossAccountEdges
{
    public static IEnumerable<PathEdge> Of(IReadOnlyList<AccountDrawing> accounts)
    {
        foreach (var home in accounts)
        {
            foreach (var role in home.Access.Snapshot.Roles.Where(static r => r.Trust is not null))
            {
                foreach (var other in accounts.Where(a => a != home && Names(role.Trust!, a.Access.Snapshot.Account)))
                {
                    foreach (var edge in From(other, home, role))
                    {
                        yield return edge;
                    }
                }
            }
        }
    }

    private static IEnumerable<PathEdge> From(AccountDrawing other, AccountDrawing home, SnapshotRole role)
    {
        var trust = LayerPolicies.Of(role.Trust!);
        foreach (var identity in other.Access.Identities)
        {
            var controlled = identity with
            {
                Policies = identity.Policies with
                {
                    ResourceControl = home.Access.Snapshot.ResourceControl,
                    ResourceInManagementAccount = home.Access.Snapshot.IsManagementAccount,
                },
            };
            var decision = other.Access.Ask(controlled, "sts:AssumeRole", role.Arn, trust).Decision;
            if (decision.Certainty != AccessCertainty.Never)
            {
                var sure = decision.Certainty == AccessCertainty.Always;
                yield return new(new(identity.Arn), new(role.Arn), "assume", $"the trust policy of {role.Name} and its own policies", EdgeCost.CertaintyOf(decision.Certainty), sure ? EdgeCost.Sure : EdgeCost.Unsure)
                {
                    Assumes = sure ? default : (decision.Certainty == AccessCertainty.Unknown ? decision.Missing : decision.Conditions).ToValueArray(),
                };
            }
        }
    }

    private static bool Names(CompiledPolicy trust, string account) => trust.Document.Statements.Any(s => s.Effect == PolicyEffect.Allow && s.Principal is not null
        && (s.Principal.Negated || s.Principal.Entries.Any(e => e.Value == "*" || e.Value.Contains(account, StringComparison.Ordinal))));
}
