using OrleansTwin.Access.Conditions;

namespace OrleansTwin.Access.Decisions;

/// <summary>Service and resource control policies through the organisation tree (AWS Organizations: "SCP evaluation", "RCP evaluation").</summary>
internal static class ControlLogic
{
    /// <summary>
    /// Every level from the root to the account must allow. Users, roles and the root user of member accounts are bound;
    /// service-linked roles, services, anonymous callers and the management account are not.
    /// </summary>
    public static void EvaluateServiceControl(PolicySet policies, AccessRequest request, EvaluationNotes notes, ref DecisionState state)
    {
        var principal = request.Principal;
        state.ServiceControlApplies = !policies.ServiceControl.IsEmpty && principal.IsAccountMember
            && !principal.IsServiceLinked && !policies.CallerInManagementAccount;
        if (!state.ServiceControlApplies)
        {
            return;
        }

        var total = new LayerOutcome { Allow = Truth.Yes };
        foreach (var level in policies.ServiceControl)
        {
            var one = LayerEvaluator.Evaluate(level.Policies, request, false, notes);
            MergeDeny(ref total, one);
            if (one.Allow < total.Allow)
            {
                state.ServiceControlBlockedAt = level.Node;
            }

            total.Allow = total.Allow.And(one.Allow);
            total.AllowedBy = one.AllowedBy;
        }

        state.ServiceControl = total;
    }

    /// <summary>AWS's allow-all is implied at each level, so only denials count. Service-linked roles are exempt.</summary>
    public static void EvaluateResourceControl(PolicySet policies, AccessRequest request, EvaluationNotes notes, ref DecisionState state)
    {
        if (policies.ResourceControl.IsEmpty || policies.ResourceInManagementAccount || request.Principal.IsServiceLinked)
        {
            return;
        }

        var total = new LayerOutcome { Allow = Truth.Yes };
        foreach (var level in policies.ResourceControl)
        {
            MergeDeny(ref total, LayerEvaluator.Evaluate(level.Policies, request, true, notes));
        }

        state.ResourceControl = total;
    }

    private static void MergeDeny(ref LayerOutcome total, LayerOutcome one)
    {
        if (one.Deny > total.Deny)
        {
            total.DeniedBy = one.DeniedBy;
        }

        total.Deny = total.Deny.Or(one.Deny);
        total.Unseen |= one.Unseen;
    }
}
