using System.Collections.Immutable;
using OrleansTwin.Access.Conditions;

namespace OrleansTwin.Access.Decisions;

/// <summary>Turns the layers' answers into reasons, missing facts and errors.</summary>
internal static class DecisionExplainer
{
    public static AccessDecision Explain(PolicySet policies, AccessRequest request, in DecisionState state, EvaluationNotes notes)
    {
        var reasons = ImmutableArray.CreateBuilder<DecisionReason>();
        switch (state.Outcome)
        {
            case AccessOutcome.ExplicitlyDenied:
                AddDenials(reasons, in state, Truth.Yes, "denies explicitly");
                break;
            case AccessOutcome.Allowed:
                AddAllows(reasons, request, in state);
                break;
            case AccessOutcome.ImplicitlyDenied:
                AddGaps(reasons, request, in state);
                break;
            case AccessOutcome.Undetermined:
                AddDenials(reasons, in state, Truth.Unknown, "may deny");
                AddAllows(reasons, request, in state);
                AddGaps(reasons, request, in state);
                break;
            default:
                throw new InvalidOperationException($"outcome {state.Outcome}");
        }

        var open = state.Outcome is AccessOutcome.Undetermined;
        var unseen = Unseen(policies);
        return new AccessDecision
        {
            Outcome = state.Outcome,
            Reasons = reasons.ToImmutable(),
            Missing = open ? [.. notes.MissingKeys.Select(k => k == "resource account" ? k : $"context key {k}"), .. unseen.Select(u => $"policy {u}")] : [],
            Conditions = open ? notes.OpenConditions : [],
            Errors = notes.Errors,
            HasUnseenPolicy = open && (!unseen.IsEmpty || state.ResourceAccountMatters),
        };
    }

    private static void AddDenials(ImmutableArray<DecisionReason>.Builder reasons, in DecisionState state, Truth degree, string why)
    {
        AddDenial(reasons, PolicyLayer.ServiceControl, state.ServiceControl, degree, why);
        AddDenial(reasons, PolicyLayer.ResourceControl, state.ResourceControl, degree, why);
        AddDenial(reasons, PolicyLayer.Identity, state.Identity, degree, why);
        AddDenial(reasons, PolicyLayer.Resource, state.Resource, degree, why);
        AddDenial(reasons, PolicyLayer.PermissionBoundary, state.Boundary, degree, why);
        AddDenial(reasons, PolicyLayer.Session, state.Session, degree, why);
        AddDenial(reasons, PolicyLayer.VpcEndpoint, state.Endpoint, degree, why);
    }

    private static void AddDenial(ImmutableArray<DecisionReason>.Builder reasons, PolicyLayer layer, LayerOutcome outcome, Truth degree, string why)
    {
        if (outcome.Deny == degree && !outcome.DeniedBy.IsNone)
        {
            reasons.Add(outcome.DeniedBy.ToReason(layer, why));
        }
    }

    private static void AddAllows(ImmutableArray<DecisionReason>.Builder reasons, AccessRequest request, in DecisionState state)
    {
        var word = state.Granted == Truth.Yes ? "allows" : "may allow";
        if (request.Principal.Kind == RequestPrincipalKind.Root)
        {
            reasons.Add(new DecisionReason(PolicyLayer.Identity, null, null, null, "the root user of the account needs no policy"));
        }
        else if (!state.Identity.AllowedBy.IsNone)
        {
            reasons.Add(state.Identity.AllowedBy.ToReason(PolicyLayer.Identity, word));
        }

        AddAllow(reasons, PolicyLayer.Resource, state.Resource, word);
        if (state.KmsGrantUsed is { } grant)
        {
            reasons.Add(new DecisionReason(PolicyLayer.KmsGrant, grant, null, null, "the grant names the caller"));
        }

        AddAllow(reasons, PolicyLayer.PermissionBoundary, state.Boundary, word);
        AddAllow(reasons, PolicyLayer.Session, state.Session, word);
        AddAllow(reasons, PolicyLayer.VpcEndpoint, state.Endpoint, word);
        if (state.ServiceControlApplies)
        {
            AddAllow(reasons, PolicyLayer.ServiceControl, state.ServiceControl, word);
        }
    }

    private static void AddAllow(ImmutableArray<DecisionReason>.Builder reasons, PolicyLayer layer, LayerOutcome outcome, string word)
    {
        if (outcome.Allow != Truth.No && !outcome.AllowedBy.IsNone)
        {
            reasons.Add(outcome.AllowedBy.ToReason(layer, word));
        }
    }

    private static void AddGaps(ImmutableArray<DecisionReason>.Builder reasons, AccessRequest request, in DecisionState state)
    {
        const string Nothing = "no statement allows it";
        if (state.ServiceControlApplies && state.ServiceControl.Allow == Truth.No)
        {
            reasons.Add(new DecisionReason(PolicyLayer.ServiceControl, null, null, null, $"no statement allows it at {state.ServiceControlBlockedAt}"));
        }

        if (state.HasEndpoint && state.Endpoint.Allow == Truth.No)
        {
            reasons.Add(new DecisionReason(PolicyLayer.VpcEndpoint, null, null, null, Nothing));
        }

        if (state.HasBoundary && state.Boundary.Allow == Truth.No)
        {
            reasons.Add(new DecisionReason(PolicyLayer.PermissionBoundary, null, null, null, Nothing));
        }

        if (state.HasSession && state.Session.Allow == Truth.No)
        {
            reasons.Add(new DecisionReason(PolicyLayer.Session, null, null, null, Nothing));
        }

        if (request.Principal.IsAccountMember && request.Principal.Kind != RequestPrincipalKind.Root && state.Identity.Allow == Truth.No)
        {
            reasons.Add(new DecisionReason(PolicyLayer.Identity, null, null, null, Nothing));
        }

        if (state.Resource.Allow == Truth.No && (state.GrantNeedsBoth || state.GrantNeedsResource))
        {
            reasons.Add(new DecisionReason(PolicyLayer.Resource, null, null, null, state.GrantNeedsBoth
                ? "another account's resource needs a policy that allows the caller, and none does"
                : "the resource's own policy has to allow it, and does not"));
        }
    }

    private static ImmutableArray<string> Unseen(PolicySet policies)
    {
        var unseen = policies.Identity.Unseen.ToList();
        LayerPolicies?[] layers = [policies.Resource, policies.PermissionBoundary, policies.Session, policies.VpcEndpoint];
        foreach (var layer in layers)
        {
            if (layer is not null)
            {
                unseen.AddRange(layer.Unseen);
            }
        }

        unseen.AddRange(policies.ServiceControl.SelectMany(l => l.Policies.Unseen));
        unseen.AddRange(policies.ResourceControl.SelectMany(l => l.Policies.Unseen));
        return [.. unseen.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }
}
