using System.Collections.Immutable;
using OrleansTwin.Access.Decisions;
using OrleansTwin.Access.Graph;

namespace OrleansTwin.Access.Escalation;

/// <summary>Tries rules for one caller: what it could bind to, whether all needs hold, what is gained.</summary>
internal sealed class EscalationRuleRunner(AccountAccess access, ImmutableArray<EscalationRule> rules)
{
    private readonly NeedChecks _checks = new(access);

    /// <summary>Ways that end at administrator in one hop: raising oneself, or making another identity administrator.</summary>
    public IEnumerable<EscalationPath> RaisingWays(Identity caller, ImmutableArray<string> groups)
    {
        foreach (var rule in rules.Where(r => r.Gain is "caller" or "targetAdmin" or "callerInGroup" && Possible(r, caller)))
        {
            foreach (var binding in Bindings(rule, caller, groups, targets: null))
            {
                var needs = Needs(rule, binding);
                if (needs.Certainty == AccessCertainty.Never)
                {
                    continue;
                }

                var gained = GainOf(rule, binding, groups);
                if (gained != AccessCertainty.Never)
                {
                    yield return ToPath(rule, binding, NeedChecks.All([needs, new NeedOutcome(gained, null, [])]), StepsOf(rule, binding)) with
                    {
                        Through = rule.Gain == "targetAdmin" ? [binding.TargetArn!] : [],
                    };
                }
            }
        }
    }

    /// <summary>Ways to act as one of these identities as they stand.</summary>
    public IEnumerable<EscalationPath> WaysTo(Identity caller, IReadOnlySet<string> targets)
    {
        foreach (var rule in rules.Where(r => r.Gain is "role" or "user" && Possible(r, caller)))
        {
            foreach (var binding in Bindings(rule, caller, caller.Groups, targets))
            {
                var needs = Needs(rule, binding);
                if (needs.Certainty != AccessCertainty.Never)
                {
                    yield return ToPath(rule, binding, needs, StepsOf(rule, binding));
                }
            }
        }
    }

    /// <summary>Quick refusal: an action that none of the caller's own policies could allow on anything.</summary>
    private static bool Possible(EscalationRule rule, Identity caller) => rule.Needs.All(n =>
        n.Action is null || PermissionProbe.MayEver(caller, n.Action));

    private NeedOutcome Needs(EscalationRule rule, EscalationBinding binding)
    {
        var total = binding.UnseenWorkload is null
            ? NeedOutcome.Met
            : NeedOutcome.OpenFact("unknown", $"whether any {rule.WorkloadKind} runs with {binding.Role!.Name}");
        foreach (var need in rule.Needs)
        {
            total = NeedChecks.All([total, _checks.Check(rule, need, binding)]);
            if (total.Certainty == AccessCertainty.Never)
            {
                return total;
            }
        }

        return total;
    }

    private List<EscalationStep> StepsOf(EscalationRule rule, EscalationBinding binding) =>
        [.. rule.Needs.Select(n => _checks.Check(rule, n, binding).Step).OfType<EscalationStep>()];

    /// <summary>What the identity would be after the rule: within its boundary and the control policies.</summary>
    private AccessCertainty GainOf(EscalationRule rule, EscalationBinding binding, ImmutableArray<string> groups)
    {
        switch (rule.Gain)
        {
            case "caller":
                return AdminProbe.Standing(access.WithAllAllowed(binding.Caller), access.Snapshot);
            case "targetAdmin":
                return access.Find(binding.TargetArn!) is { } target
                    ? AdminProbe.Standing(access.WithAllAllowed(target), access.Snapshot)
                    : AccessCertainty.Never;
            default:
                var joined = access.WithGroup(binding.Caller, binding.Group!.Name);
                var standing = AdminProbe.Standing(joined, access.Snapshot);
                if (standing >= AccessCertainty.Conditional || groups.Length > binding.Caller.Groups.Length)
                {
                    return standing;
                }

                // The group may not be administrator itself, but let its members raise themselves.
                var further = new EscalationRuleRunner(access, [.. rules.Where(r => r.Gain == "caller")])
                    .RaisingWays(joined, joined.Groups).Select(p => p.Certainty).DefaultIfEmpty(AccessCertainty.Never).Max();
                return further > standing ? further : standing;
        }
    }

    private IEnumerable<EscalationBinding> Bindings(EscalationRule rule, Identity caller, ImmutableArray<string> groups, IReadOnlySet<string>? targets)
    {
        var start = new EscalationBinding(caller);
        var snapshot = access.Snapshot;
        var roles = snapshot.Roles.Where(r => r.Arn != caller.Arn && (targets is null || targets.Contains(r.Arn)));
        return rule.Target switch
        {
            "none" => [start],
            "role" => roles.Select(r => start with { Role = r }),
            "user" => snapshot.Users.Where(u => u.Arn != caller.Arn && (targets is null || targets.Contains(u.Arn))).Select(u => start with { User = u }),
            "ownGroup" => groups.Select(access.FindGroup).OfType<SnapshotGroup>().Select(g => start with { Group = g }),
            "otherGroup" => caller.Principal.Kind == RequestPrincipalKind.User
                ? snapshot.Groups.Where(g => !groups.Contains(g.Name)).Select(g => start with { Group = g })
                : [],
            "ownPolicy" => caller.AttachedCustomerPolicies.Select(PolicyOf).Select(p => start with { Policy = p }),
            "rolePolicy" => roles.SelectMany(r => r.Attached.Where(a => !a.Contains(":iam::aws:", StringComparison.Ordinal))
                .Select(a => start with { Role = r, Policy = PolicyOf(a) })),
            "workload" => Workloads(rule, start, targets),
            _ => throw new InvalidOperationException($"target {rule.Target}"),
        };
    }

    private SnapshotPolicy PolicyOf(string arn) => access.FindPolicy(arn) ?? new SnapshotPolicy(arn, null, default);

    private IEnumerable<EscalationBinding> Workloads(EscalationRule rule, EscalationBinding start, IReadOnlySet<string>? targets)
    {
        var snapshot = access.Snapshot;
        foreach (var workload in snapshot.Workloads.Where(w => w.Kind == rule.WorkloadKind && w.RoleArn is not null && (targets is null || targets.Contains(w.RoleArn))))
        {
            if (snapshot.Roles.FirstOrDefault(r => r.Arn == workload.RoleArn) is { } role && role.Arn != start.Caller.Arn)
            {
                yield return start with { Workload = workload, Role = role };
            }
        }

        if (snapshot.CompleteKinds.Contains(rule.WorkloadKind!) || string.IsNullOrEmpty(rule.WorkloadService))
        {
            yield break;
        }

        // Workloads of this kind were not all seen: any role that trusts the service may stand behind one.
        var trust = new EscalationNeed { Need = "trustsService", Services = [rule.WorkloadService] };
        foreach (var role in snapshot.Roles.Where(r => r.Arn != start.Caller.Arn && (targets is null || targets.Contains(r.Arn))))
        {
            var binding = start with { Role = role, UnseenWorkload = WorkloadPatterns.Of(rule.WorkloadKind!, snapshot) };
            if (_checks.Check(rule, trust, binding).Certainty != AccessCertainty.Never)
            {
                yield return binding;
            }
        }
    }

    private static EscalationPath ToPath(EscalationRule rule, EscalationBinding binding, NeedOutcome needs, List<EscalationStep> steps)
    {
        if (steps.Count == 0)
        {
            steps.Add(new EscalationStep("trust", binding.TargetArn ?? binding.Caller.Arn, rule.Title));
        }

        var to = binding.TargetArn ?? binding.Caller.Arn;
        return new EscalationPath(to, rule.Id, [.. steps], needs.Certainty, 1, [.. needs.Open.Distinct(StringComparer.Ordinal)]);
    }
}
