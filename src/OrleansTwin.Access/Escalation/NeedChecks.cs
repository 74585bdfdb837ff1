using System.Collections.Frozen;
using System.Collections.Immutable;
using OrleansTwin.Access.Conditions;
using OrleansTwin.Access.Decisions;
using OrleansTwin.Access.Graph;

namespace OrleansTwin.Access.Escalation;

/// <summary>One check for each kind of need. A check reads the snapshot and asks the evaluator; it never looks for an action's name in a policy.</summary>
internal sealed class NeedChecks(AccountAccess access)
{
    private static readonly FrozenDictionary<string, Func<NeedChecks, EscalationNeed, EscalationBinding, NeedOutcome>> ByName =
        new Dictionary<string, Func<NeedChecks, EscalationNeed, EscalationBinding, NeedOutcome>>(StringComparer.Ordinal)
        {
            ["permission"] = static (c, n, b) => c.Permission(n, b),
            ["trustsService"] = static (c, n, b) => c.TrustsService(b.Role!, n.Services),
            ["trustsCaller"] = static (c, _, b) => c.TrustsCaller(b, byNameOnly: false),
            ["trustsCallerByName"] = static (c, _, b) => c.TrustsCaller(b, byNameOnly: true),
            ["instanceProfile"] = static (_, _, b) => NeedOutcome.Of(!b.Role!.InstanceProfiles.IsEmpty),
            ["exists"] = static (c, n, _) => c.Exists(n),
            ["existing"] = static (c, n, b) => c.Existing(n, b),
            ["attribute"] = static (_, n, b) => Attribute(n, b),
            ["roleMay"] = static (c, n, b) => c.RoleMay(n, b),
            ["administrationRole"] = static (c, n, b) => NeedOutcome.Of(c.Helpers(n, b).Any()),
            ["caller"] = static (_, n, b) => NeedOutcome.Of((b.Caller.Principal.Kind == RequestPrincipalKind.User) == (n.Kind == "user")),
            // AWS itself offers AdministratorAccess for attachment in every account.
            ["adminPolicyExists"] = static (_, _, _) => NeedOutcome.Met,
            ["keysBelowTwo"] = static (_, _, b) => Keys(b, k => k < 2, "has fewer than two access keys"),
            ["keysTwo"] = static (_, _, b) => Keys(b, k => k >= 2, "has two access keys"),
            ["loginProfile"] = static (_, _, b) => Login(b, wanted: true),
            ["noLoginProfile"] = static (_, _, b) => Login(b, wanted: false),
            ["strongerVersion"] = static (c, _, b) => c.StrongerVersion(b),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    public static bool Knows(string need) => ByName.ContainsKey(need);

    public NeedOutcome Check(EscalationRule rule, EscalationNeed need, EscalationBinding binding) =>
        need.Resource == "{helper}" ? HelperPermission(rule, need, binding) : ByName[need.Need](this, need, binding);

    private NeedOutcome Permission(EscalationNeed need, EscalationBinding binding, string? helper = null)
    {
        var snapshot = access.Snapshot;
        var resource = binding.Fill(need.Resource!, snapshot, helper);
        if (need.Mode == "any" || (binding.UnseenWorkload is not null && need.Resource == "{workload}"))
        {
            var (any, name) = PermissionProbe.AskAny(binding.Caller, need.Action!, resource, snapshot.Account, []);
            return ToOutcome(need.Action!, resource == "*" ? resource : name, any);
        }

        var owner = resource.Split(':', 6) is [_, _, _, _, { Length: 12 } account, _] ? account : snapshot.Account;
        NeedOutcome best = NeedOutcome.Never;
        foreach (var context in Contexts(need, binding))
        {
            var decision = PermissionProbe.Ask(binding.Caller, need.Action!, resource, owner, context, need.ByIdentity ? IdentityOnly(binding) : null);
            var outcome = ToOutcome(need.Action!, resource, decision);
            best = outcome.Certainty > best.Certainty ? outcome : best;
        }

        return best;
    }

    /// <summary>A trust that speaks of the whole account: then the caller's own policies alone decide.</summary>
    private LayerPolicies IdentityOnly(EscalationBinding binding) => DelegatingPolicy.For(binding.Caller.Principal.Account ?? access.Snapshot.Account);

    private IEnumerable<ImmutableArray<KeyValuePair<string, ContextValue>>> Contexts(EscalationNeed need, EscalationBinding binding)
    {
        if (need.Context.IsEmpty)
        {
            return [[]];
        }

        var (key, values) = need.Context.First();
        var filled = values.SelectMany(v => v == "{adminPolicy}" ? AdminPolicies() : [v]);
        return filled.Select(v => ImmutableArray.Create(KeyValuePair.Create(key, ContextValue.Of(binding.Fill(v, access.Snapshot)))));
    }

    /// <summary>Managed policies that give everything: AWS's, and the account's own of that kind.</summary>
    private IEnumerable<string> AdminPolicies()
    {
        yield return $"arn:{access.Snapshot.Partition}:iam::aws:policy/AdministratorAccess";
        foreach (var policy in access.Snapshot.Policies)
        {
            if (policy.Default is { } document && document.Document.Statements.Any(s =>
                s is { Effect: Policies.PolicyEffect.Allow, IsNotAction: false, IsNotResource: false, Conditions.IsEmpty: true } && s.Actions.Contains("*") && s.Resources.Contains("*")))
            {
                yield return policy.Arn;
            }
        }
    }

    private NeedOutcome TrustsService(SnapshotRole role, ImmutableArray<string> services)
    {
        if (role.Trust is null)
        {
            return NeedOutcome.OpenFact(null, $"trust policy of {role.Name}");
        }

        foreach (var service in services)
        {
            var caller = new RequestPrincipal(RequestPrincipalKind.Service, service, null, null, null);
            var request = AccessRequest.Of(caller, "sts:AssumeRole", role.Arn, access.Snapshot.Account, RequestContext.NothingKnown);
            if (AccessDecider.Outcome(new PolicySet { Resource = LayerPolicies.Of(role.Trust) }, request) is AccessOutcome.Allowed or AccessOutcome.Undetermined)
            {
                return NeedOutcome.Met with { Step = new EscalationStep("trust", role.Arn, $"{role.Name} trusts {service}") };
            }
        }

        return NeedOutcome.Never;
    }

    private NeedOutcome TrustsCaller(EscalationBinding binding, bool byNameOnly)
    {
        var role = binding.Role!;
        if (role.Trust is null)
        {
            return byNameOnly ? NeedOutcome.Never : NeedOutcome.OpenFact(null, $"trust policy of {role.Name}");
        }

        var trust = LayerPolicies.Of(role.Trust);
        var decision = PermissionProbe.Ask(binding.Caller, "sts:AssumeRole", role.Arn, access.Snapshot.Account, [], trust);
        if (byNameOnly)
        {
            // Only where the caller's own policies do not allow it: else the ordinary rule speaks.
            var own = PermissionProbe.Ask(binding.Caller, "sts:AssumeRole", role.Arn, access.Snapshot.Account, [], IdentityOnly(binding));
            return own.Certainty == AccessCertainty.Never ? ToOutcome("sts:AssumeRole", role.Arn, decision) : NeedOutcome.Never;
        }

        return ToOutcome("sts:AssumeRole", role.Arn, decision) with { Step = new EscalationStep("trust", role.Arn, $"{role.Name} trusts the caller") };
    }

    private NeedOutcome Exists(EscalationNeed need)
    {
        if (access.Snapshot.Workloads.Any(w => need.Kinds.Contains(w.Kind)))
        {
            return NeedOutcome.Met;
        }

        return need.Kinds.All(access.Snapshot.CompleteKinds.Contains)
            ? NeedOutcome.Never
            : NeedOutcome.OpenFact(need.IfUnknown, $"whether there is any {string.Join(" or ", need.Kinds)}");
    }

    /// <summary>One thing of the kind on which all of the permissions are held together.</summary>
    private NeedOutcome Existing(EscalationNeed need, EscalationBinding binding)
    {
        var best = NeedOutcome.Never;
        foreach (var workload in access.Snapshot.Workloads.Where(w => w.Kind == need.Kind))
        {
            best = Better(best, All(need.Permissions.Select(p =>
                Permission(new EscalationNeed { Need = "permission", Action = p, Resource = "{workload}" }, binding with { Workload = workload }))));
        }

        if (!access.Snapshot.CompleteKinds.Contains(need.Kind!))
        {
            var unseen = All(need.Permissions.Select(p =>
                Permission(new EscalationNeed { Need = "permission", Action = p, Resource = need.Pattern, Mode = "any" }, binding)));
            best = Better(best, All([unseen, NeedOutcome.OpenFact("unknown", $"whether there is any {need.Kind}")]));
        }

        return best;
    }

    private static NeedOutcome Attribute(EscalationNeed need, EscalationBinding binding)
    {
        if (binding.Workload?.Attributes.TryGetValue(need.Name!, out var value) == true)
        {
            return NeedOutcome.Of(string.Equals(value, need.Value, StringComparison.OrdinalIgnoreCase));
        }

        return NeedOutcome.OpenFact(need.IfUnknown, $"{need.Name} of {binding.Workload?.Arn ?? binding.UnseenWorkload} is {need.Value}");
    }

    private NeedOutcome RoleMay(EscalationNeed need, EscalationBinding binding)
    {
        var role = access.Find(binding.Role!.Arn)!;
        return All(need.Actions.Select(a => ToOutcome(a, "*", PermissionProbe.Ask(role, a, "*", access.Snapshot.Account, [])) with { Step = null }));
    }

    /// <summary>Roles that a stack set may act with: they trust the service and may assume the role, which trusts them.</summary>
    private IEnumerable<SnapshotRole> Helpers(EscalationNeed need, EscalationBinding binding)
    {
        var target = binding.Role!;
        foreach (var role in access.Snapshot.Roles)
        {
            if (role.Arn == target.Arn || role.Trust is null || target.Trust is null || TrustsService(role, need.Services).Certainty == AccessCertainty.Never)
            {
                continue;
            }

            var decision = PermissionProbe.Ask(access.Find(role.Arn)!, "sts:AssumeRole", target.Arn, access.Snapshot.Account, [], LayerPolicies.Of(target.Trust));
            if (decision.Certainty >= AccessCertainty.Conditional)
            {
                yield return role;
            }
        }
    }

    private NeedOutcome HelperPermission(EscalationRule rule, EscalationNeed need, EscalationBinding binding)
    {
        var best = NeedOutcome.Never;
        foreach (var helper in Helpers(rule.Needs.First(n => n.Need == "administrationRole"), binding))
        {
            best = Better(best, Permission(need, binding, helper.Arn));
        }

        return best;
    }

    private static NeedOutcome Keys(EscalationBinding binding, Func<int, bool> holds, string fact) =>
        binding.User!.AccessKeys is { } keys
            ? NeedOutcome.Of(holds(keys))
            : NeedOutcome.OpenFact("conditional", $"{binding.User.Name} {fact}");

    private static NeedOutcome Login(EscalationBinding binding, bool wanted) => binding.User!.HasLoginProfile is { } has
        ? NeedOutcome.Of(has == wanted)
        : NeedOutcome.OpenFact("conditional", $"{binding.User.Name} has {(wanted ? "a" : "no")} console password");

    private NeedOutcome StrongerVersion(EscalationBinding binding)
    {
        if (!binding.Policy!.VersionsKnown)
        {
            return NeedOutcome.OpenFact("unknown", $"other versions of {binding.Policy.Arn}");
        }

        return NeedOutcome.Of(binding.Policy.OtherVersions.Any(v =>
        {
            var raised = binding.Caller with
            {
                Policies = binding.Caller.Policies with
                {
                    Identity = binding.Caller.Policies.Identity with { Policies = binding.Caller.Policies.Identity.Policies.Add(v) },
                },
            };
            return AdminProbe.Standing(raised, access.Snapshot) >= AccessCertainty.Conditional;
        }));
    }

    internal static NeedOutcome All(IEnumerable<NeedOutcome> outcomes)
    {
        var total = NeedOutcome.Met;
        foreach (var one in outcomes)
        {
            total = new NeedOutcome(one.Certainty < total.Certainty ? one.Certainty : total.Certainty, one.Step ?? total.Step, [.. total.Open, .. one.Open]);
        }

        return total;
    }

    private static NeedOutcome Better(NeedOutcome left, NeedOutcome right) => right.Certainty > left.Certainty ? right : left;

    private static NeedOutcome ToOutcome(string action, string target, AccessDecision decision)
    {
        var reason = decision.Reasons.FirstOrDefault(r => r.Effect == Policies.PolicyEffect.Allow);
        var why = reason is null ? "allowed" : $"{reason.Policy} {reason.Statement} {reason.Why}";
        return new NeedOutcome(decision.Certainty, new EscalationStep(action, target, why), decision.Certainty == AccessCertainty.Unknown ? decision.Missing : decision.Conditions);
    }
}
