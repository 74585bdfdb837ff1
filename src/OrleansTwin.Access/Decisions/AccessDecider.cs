using OrleansTwin.Access.Conditions;

namespace OrleansTwin.Access.Decisions;

/// <summary>
/// The AWS decision for one request (AWS: "Policy evaluation logic" and its pages on one account and on several).
/// The steps, in order:
/// <list type="number">
/// <item>Evaluate each layer by itself: which statements match, three-valued (<see cref="LayerEvaluator"/>).</item>
/// <item>An explicit deny in any layer ends it.</item>
/// <item>Service control policies (every level must allow), resource control policies, VPC endpoint policy.</item>
/// <item>The grant itself: by the caller's own policies within its boundary and session policy, by the resource's
/// policy, or in another account by both (<see cref="GrantLogic"/>).</item>
/// <item>Tell why (<see cref="DecisionExplainer"/>).</item>
/// </list>
/// Where a fact is unknown, both of its values are carried along; only what differs by it is Undetermined.
/// </summary>
public static class AccessDecider
{
    public static AccessDecision Decide(PolicySet policies, AccessRequest request)
    {
        ArgumentNullException.ThrowIfNull(policies);
        ArgumentNullException.ThrowIfNull(request);
        var notes = new EvaluationNotes();
        var state = Evaluate(policies, request, notes);
        return DecisionExplainer.Explain(policies, request, in state, notes);
    }

    /// <summary>Only the answer, for loops over many resources.</summary>
    public static AccessOutcome Outcome(PolicySet policies, AccessRequest request)
    {
        ArgumentNullException.ThrowIfNull(policies);
        ArgumentNullException.ThrowIfNull(request);
        return Evaluate(policies, request, new EvaluationNotes()).Outcome;
    }

    private static DecisionState Evaluate(PolicySet policies, AccessRequest request, EvaluationNotes notes)
    {
        var principal = request.Principal;
        var state = new DecisionState
        {
            Identity = principal.IsAccountMember ? LayerEvaluator.Evaluate(policies.Identity, request, false, notes) : default,
        };
        state.HasBoundary = policies.PermissionBoundary is not null && HasBoundaryKind(principal.Kind);
        if (policies.Resource is { } resource)
        {
            state.Resource = LayerEvaluator.Evaluate(resource, request, true, notes, state.HasBoundary);
        }

        if (state.HasBoundary)
        {
            state.Boundary = LayerEvaluator.Evaluate(policies.PermissionBoundary!, request, false, notes);
        }

        state.HasSession = policies.Session is not null && principal.IsAccountMember;
        if (state.HasSession)
        {
            state.Session = LayerEvaluator.Evaluate(policies.Session!, request, false, notes);
        }

        state.HasEndpoint = policies.VpcEndpoint is not null;
        if (state.HasEndpoint)
        {
            state.Endpoint = LayerEvaluator.Evaluate(policies.VpcEndpoint!, request, true, notes);
        }

        ControlLogic.EvaluateServiceControl(policies, request, notes, ref state);
        ControlLogic.EvaluateResourceControl(policies, request, notes, ref state);
        state.Grant = GrantLogic.Evaluate(policies, request, ref state, notes);
        state.Conclude();
        return state;
    }

    private static bool HasBoundaryKind(RequestPrincipalKind kind) => kind is RequestPrincipalKind.User or RequestPrincipalKind.Role
        or RequestPrincipalKind.RoleSession or RequestPrincipalKind.FederatedUser;
}
