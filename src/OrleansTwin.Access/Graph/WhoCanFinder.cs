using System.Collections.Frozen;
using System.Collections.Immutable;
using OrleansTwin.Access.Abilities;
using OrleansTwin.Access.Decisions;
using OrleansTwin.Access.Policies;

namespace OrleansTwin.Access.Graph;

/// <summary>
/// Who may do what on which resource, with what is left open in the question filled from the snapshot. Steps:
/// <list type="number">
/// <item>Actions: the one asked for; a pattern or none stands for the catalogued actions and those that policies name.</item>
/// <item>Resources: the one asked for; none stands for the patterns of the statements that allow the action and the resources whose
/// policies were seen.</item>
/// <item>Each identity's answer under its own policies, boundary, control policies and the resource's policy.</item>
/// <item>Principals from outside of the snapshot that the resource's policy names.</item>
/// </list>
/// </summary>
public sealed class WhoCanFinder
{
    /// <summary>Services whose resources carry policies of their own (IAM user guide, "AWS services that work with IAM").</summary>
    private static readonly FrozenSet<string> WithPolicies = new[]
    {
        "s3", "sqs", "sns", "kms", "lambda", "secretsmanager", "ecr", "dynamodb", "kinesis", "es", "events", "backup", "glacier", "elasticfilesystem", "codeartifact", "glue",
    }.ToFrozenSet(StringComparer.Ordinal);

    private readonly AccountAccess _access;
    private readonly ImmutableDictionary<string, LayerPolicies> _resourcePolicies;
    private readonly OutsidePrincipals _outside;

    public WhoCanFinder(AccountAccess access, ImmutableDictionary<string, LayerPolicies> resourcePolicies)
    {
        ArgumentNullException.ThrowIfNull(access);
        ArgumentNullException.ThrowIfNull(resourcePolicies);
        _access = access;
        _resourcePolicies = resourcePolicies;
        _outside = new(access);
    }

    /// <param name="action"><c>service:Name</c>, a pattern of it, or null.</param>
    /// <param name="resource">ARN, a pattern of ARNs, or null.</param>
    /// <param name="wanted">Which principals, by ARN.</param>
    public IEnumerable<WhoCanRow> Find(string? action, string? resource, Func<string, bool> wanted)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        foreach (var identity in _access.Identities.Where(i => wanted(i.Arn)))
        {
            foreach (var (asked, on) in Questions(identity, action, resource))
            {
                var decision = _access.Ask(identity, asked, on, PolicyOf(asked, on)).Decision;
                if (decision.Certainty != AccessCertainty.Never)
                {
                    yield return Row(identity.Arn, asked, on, decision);
                }
            }
        }

        foreach (var (arn, policy) in Policies(action, resource))
        {
            foreach (var (principal, asked, on) in _outside.Questions(policy, arn, action, resource).Where(q => wanted(q.Principal.Id)))
            {
                var decision = OutsidePrincipals.Ask(principal, asked, on, _access.Snapshot.Account, policy);
                if (decision.Certainty != AccessCertainty.Never)
                {
                    yield return Row(principal.Id, asked, on, decision);
                }
            }
        }
    }

    private WhoCanRow Row(string principal, string action, string resource, AccessDecision decision)
    {
        IEnumerable<string> unknown = decision.Certainty == AccessCertainty.Unknown ? decision.Missing : [];
        if (PolicyOf(action, resource) is null && !resource.StartsWith('*') && WithPolicies.Contains(action.Split(':')[0]))
        {
            unknown = unknown.Append($"policy of {resource}");
        }

        var via = decision.Reasons.Where(static r => r.Effect == PolicyEffect.Allow && r.Policy is not null).Select(static r => $"{r.Policy} {r.Statement}");
        return new(principal, action, resource, decision.Certainty, decision.Conditions, [.. via.Distinct(StringComparer.Ordinal)], [.. unknown.Distinct(StringComparer.Ordinal)]);
    }

    private SortedSet<(string Action, string Resource)> Questions(Identity identity, string? action, string? resource)
    {
        if (IsOne(action) && resource is not null)
        {
            return [(action!, resource)];
        }

        var found = new SortedSet<(string Action, string Resource)>();
        foreach (var one in IsOne(action) ? [action!] : WhoCanActions.Of(identity, action, resource))
        {
            if (resource is not null)
            {
                found.Add((one, IsOne(action) ? resource : WhoCanActions.AskedOn(one, resource)));
                continue;
            }

            found.UnionWith(Resources(identity, one).Select(r => (one, r)));
        }

        return found;
    }

    private static bool IsOne(string? action) => action is not null && !action.AsSpan().ContainsAny('*', '?');

    /// <summary>What the allowing statements speak of, and resources whose own policy may allow.</summary>
    private IEnumerable<string> Resources(Identity identity, string action)
    {
        var lower = action.ToLowerInvariant();
        var allowing = identity.Policies.Identity.Policies.SelectMany(p => p.StatementsFor(lower)).Where(static s => s.IsAllow);
        foreach (var statement in allowing)
        {
            foreach (var pattern in statement.Source.IsNotResource ? ["*"] : statement.Source.Resources)
            {
                yield return pattern.Replace("${aws:username}", identity.Principal.Name ?? "", StringComparison.Ordinal);
            }
        }

        foreach (var arn in _resourcePolicies.Keys.Where(arn => arn.Split(':', 4) is [_, _, var service, _] && lower.StartsWith(service + ":", StringComparison.Ordinal)))
        {
            yield return WhoCanActions.AskedOn(action, arn);
        }

        if (lower == "sts:assumerole")
        {
            foreach (var role in _access.Snapshot.Roles.Where(r => r.Arn != identity.Arn))
            {
                yield return role.Arn;
            }
        }
    }

    /// <summary>Policies of resources that a question may meet, role trust among them.</summary>
    private IEnumerable<(string Arn, LayerPolicies Policy)> Policies(string? action, string? resource)
    {
        if (resource is not null)
        {
            return PolicyOf(action ?? "sts:AssumeRole", resource) is { } own ? [(resource, own)] : action is null && PolicyOf("", resource) is { } other ? [(resource, other)] : [];
        }

        var all = _resourcePolicies.Select(static p => (p.Key, p.Value));
        return all.Concat(_access.Snapshot.Roles.Where(static r => r.Trust is not null).Select(static r => (r.Arn, LayerPolicies.Of(r.Trust!)))).OrderBy(static p => p.Item1, StringComparer.Ordinal);
    }

    /// <summary>The resource's policy; "not seen" where without it nobody has access; null where there is none, or none was seen.</summary>
    private LayerPolicies? PolicyOf(string action, string resource)
    {
        if (resource.Contains(":role/", StringComparison.Ordinal))
        {
            if (!action.StartsWith("sts:", StringComparison.OrdinalIgnoreCase))
            {
                return null;
            }

            var role = _access.Snapshot.Roles.FirstOrDefault(r => r.Arn == resource);
            return role?.Trust is { } trust ? LayerPolicies.Of(trust) : LayerPolicies.NotSeen($"trust policy of {resource}");
        }

        if (_resourcePolicies.TryGetValue(resource, out var found) || (resource.StartsWith("arn:", StringComparison.Ordinal) && _resourcePolicies.TryGetValue(resource.Split('/')[0], out found)))
        {
            return found;
        }

        return resource.Contains(":kms:", StringComparison.Ordinal) && resource.Contains(":key/", StringComparison.Ordinal) ? LayerPolicies.NotSeen($"key policy of {resource}") : null;
    }
}
