using System.Collections.Immutable;
using OrleansTwin.Access.Conditions;
using OrleansTwin.Access.Decisions;
using OrleansTwin.Access.Policies;

namespace OrleansTwin.Access.Graph;

/// <summary>
/// Principals that a resource's policy names and the snapshot does not hold: other accounts and their identities, services, identity
/// providers, anybody. What their own policies say was not seen, so another account's principal is never more than unknown.
/// </summary>
internal sealed class OutsidePrincipals(AccountAccess access)
{
    private readonly HashSet<string> _inside = access.Identities.Select(static i => i.Arn).ToHashSet(StringComparer.Ordinal);

    /// <summary>What to ask about each of them, for the actions that a statement naming them allows.</summary>
    public IEnumerable<(RequestPrincipal Principal, string Action, string Resource)> Questions(LayerPolicies policy, string arn, string? action, string? resource)
    {
        var found = new SortedDictionary<(string, string, string), RequestPrincipal>();
        var pattern = action is null ? null : Policies.Glob.Parse(action.ToLowerInvariant());
        foreach (var statement in policy.Policies.SelectMany(static p => p.Document.Statements).Where(static s => s.Effect == PolicyEffect.Allow && s.Principal is { Negated: false }))
        {
            foreach (var principal in statement.Principal!.Entries.Select(Outside).OfType<RequestPrincipal>())
            {
                foreach (var asked in Actions(statement, action, pattern))
                {
                    var on = resource ?? WhoCanActions.AskedOn(asked, arn);
                    found[(principal.Id, asked, on)] = principal;
                }
            }
        }

        return found.Select(static f => (f.Value, f.Key.Item2, f.Key.Item3));
    }

    public static AccessDecision Ask(RequestPrincipal principal, string action, string resource, string account, LayerPolicies policy)
    {
        var owner = resource.Split(':', 6) is [_, _, _, _, { Length: 12 } named, _] ? named : account;
        var set = new PolicySet { Identity = LayerPolicies.NotSeen($"policies of {principal.Id}"), Resource = policy };
        var context = RequestContext.Create(PrincipalContext.Derive(principal, owner), complete: false);
        return AccessDecider.Decide(set, AccessRequest.OfPattern(principal, action, resource, owner, context));
    }

    private static IEnumerable<string> Actions(PolicyStatement statement, string? action, Policies.Glob? pattern)
    {
        if (action is not null && !action.AsSpan().ContainsAny('*', '?'))
        {
            return [action];
        }

        return statement.IsNotAction ? [] : statement.Actions.Where(a => !a.AsSpan().ContainsAny('*', '?') && (pattern?.IsMatch(a.ToLowerInvariant()) ?? true));
    }

    private RequestPrincipal? Outside(PrincipalEntry entry)
    {
        if (entry.Kind == PrincipalEntryKind.Everyone || (entry.Kind == PrincipalEntryKind.Aws && entry.Value == "*"))
        {
            return RequestPrincipal.Anonymous;
        }

        if (entry.Kind == PrincipalEntryKind.Federated)
        {
            return new(RequestPrincipalKind.Federated, entry.Value, null, null, null);
        }

        return RequestPrincipal.TryParse(entry.Value, out var principal) && !_inside.Contains(principal.Id)
            && (principal.Account != access.Snapshot.Account || principal.Kind is RequestPrincipalKind.RoleSession or RequestPrincipalKind.FederatedUser) ? principal : null;
    }
}
