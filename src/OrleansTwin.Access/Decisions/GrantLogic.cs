using OrleansTwin.Access.Conditions;

namespace OrleansTwin.Access.Decisions;

/// <summary>Where the permission itself comes from, before control policies and denials.</summary>
internal static class GrantLogic
{
    public static Truth Evaluate(PolicySet policies, AccessRequest request, ref DecisionState state, EvaluationNotes notes)
    {
        var principal = request.Principal;
        if (!principal.IsAccountMember)
        {
            // Services, providers and anonymous callers have no policies of their own.
            state.GrantNeedsResource = true;
            return state.Resource.Allow.Or(KmsGrants(policies, request, ref state));
        }

        var grants = KmsGrants(policies, request, ref state);
        if (request.ResourceAccount is null)
        {
            var same = SameAccount(request, ref state, grants);
            var cross = CrossAccount(request, ref state, grants);
            if (same == cross)
            {
                return same;
            }

            state.ResourceAccountMatters = true;
            notes.AddMissingKey("resource account");
            return Truth.Unknown;
        }

        return request.ResourceAccount == principal.Account
            ? SameAccount(request, ref state, grants)
            : CrossAccount(request, ref state, grants);
    }

    /// <summary>
    /// Either side suffices. What the resource grants to a user, role session or federated user by its own name stands
    /// outside of boundary and session policy, what it grants to everyone outside of the boundary; what it grants to a
    /// role stays inside of both.
    /// Role trust and key policies must speak in any case: naming only the account hands the decision to IAM.
    /// </summary>
    private static Truth SameAccount(AccessRequest request, ref DecisionState state, Truth grants)
    {
        var limits = Limits(in state);
        var identity = IdentityAllow(request.Principal, in state).And(limits);
        if (NeedsResourcePolicy(request))
        {
            state.GrantNeedsResource = true;
            identity = identity.And(state.Resource.Allow);
        }

        var resource = state.Resource;
        var byName = resource.AllowDirect;
        var byEveryone = resource.AllowEveryone.And(state.HasSession ? state.Session.Allow : Truth.Yes);
        var byRole = resource.AllowRole.And(limits);
        return identity.Or(byName).Or(byEveryone).Or(byRole).Or(grants.And(limits));
    }

    private static Truth CrossAccount(AccessRequest request, ref DecisionState state, Truth grants)
    {
        state.GrantNeedsBoth = true;
        return IdentityAllow(request.Principal, in state).And(Limits(in state)).And(state.Resource.Allow.Or(grants));
    }

    private static Truth Limits(in DecisionState state) =>
        (state.HasBoundary ? state.Boundary.Allow : Truth.Yes).And(state.HasSession ? state.Session.Allow : Truth.Yes);

    private static Truth IdentityAllow(RequestPrincipal principal, in DecisionState state) =>
        principal.Kind == RequestPrincipalKind.Root ? Truth.Yes : state.Identity.Allow;

    /// <summary>KMS keys and role trust: without a word of the resource's policy nobody has access, not even its account.</summary>
    internal static bool NeedsResourcePolicy(AccessRequest request)
    {
        var action = request.ActionLower;
        return (action.StartsWith("kms:", StringComparison.Ordinal) && request.Resource.Contains(":key/", StringComparison.Ordinal))
            || (action.StartsWith("sts:", StringComparison.Ordinal) && request.Resource.Contains(":role/", StringComparison.Ordinal));
    }

    private static Truth KmsGrants(PolicySet policies, AccessRequest request, ref DecisionState state)
    {
        var outcome = Truth.No;
        foreach (var grant in policies.KmsGrants)
        {
            if (!request.ActionLower.StartsWith("kms:", StringComparison.Ordinal)
                || !string.Equals(grant.Key, request.Resource, StringComparison.Ordinal)
                || !grant.Operations.Any(o => string.Equals(o, request.Action[4..], StringComparison.OrdinalIgnoreCase))
                || !IsGrantee(grant, request.Principal))
            {
                continue;
            }

            outcome = outcome.Or(grant.HasConstraints ? Truth.Unknown : Truth.Yes);
            state.KmsGrantUsed = grant.GrantId;
        }

        return outcome;
    }

    private static bool IsGrantee(KmsGrant grant, RequestPrincipal principal) =>
        string.Equals(grant.Grantee, principal.Id, StringComparison.Ordinal)
        || (RequestPrincipal.TryParse(grant.Grantee, out var named) && named.Kind == RequestPrincipalKind.Role
            && principal.IsRoleKind && named.Account == principal.Account && named.Name == principal.Name);
}
