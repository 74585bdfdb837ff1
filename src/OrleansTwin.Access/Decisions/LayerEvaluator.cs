using OrleansTwin.Access.Conditions;
using OrleansTwin.Access.Policies;

namespace OrleansTwin.Access.Decisions;

/// <summary>Evaluates the policies of one layer against a request.</summary>
internal static class LayerEvaluator
{
    /// <param name="policies">The layer's policies.</param>
    /// <param name="request">The question.</param>
    /// <param name="byPrincipal">True for layers whose statements name principals.</param>
    /// <param name="notes">Gathers what was open.</param>
    /// <param name="hasBoundary">The caller has a permission boundary.</param>
    public static LayerOutcome Evaluate(LayerPolicies policies, AccessRequest request, bool byPrincipal, EvaluationNotes notes, bool hasBoundary = false)
    {
        var outcome = default(LayerOutcome);
        if (!policies.Unseen.IsEmpty)
        {
            outcome.Unseen = true;
            outcome.Deny = outcome.Allow = Truth.Unknown;
            outcome.AllowDirect = outcome.AllowRole = outcome.AllowEveryone = outcome.AllowAccount = Truth.Unknown;
        }

        foreach (var policy in policies.Policies)
        {
            var list = policy.ListFor(request.ActionLower);
            if (request.ResourcePattern is not null)
            {
                EvaluateGroup(ref outcome, policy, list.All, request, byPrincipal, notes, hasBoundary);
                continue;
            }

            for (var group = 0; group < list.Groups; group++)
            {
                EvaluateGroup(ref outcome, policy, list.Group(group, request.Resource), request, byPrincipal, notes, hasBoundary);
            }
        }

        return outcome;
    }

    private static void EvaluateGroup(
        ref LayerOutcome outcome, CompiledPolicy policy, CompiledStatement[] statements, AccessRequest request, bool byPrincipal, EvaluationNotes notes, bool hasBoundary)
    {
        foreach (var statement in statements)
        {
            var match = PrincipalMatch.Direct;
            if (byPrincipal)
            {
                match = PrincipalMatcher.Match(statement.Source.Principal, request.Principal);
                if (match == PrincipalMatch.None && hasBoundary && !statement.IsAllow && statement.Source.Principal is { Negated: true })
                {
                    // AWS: Deny with NotPrincipal always denies a caller with a permission boundary, whoever is listed.
                    match = PrincipalMatch.Everyone;
                }

                if (match == PrincipalMatch.None)
                {
                    continue;
                }
            }

            var truth = statement.Evaluate(request.Resource, request.ResourcePattern, request.Context, notes);
            if (truth == Truth.No)
            {
                continue;
            }

            var reference = new StatementRef(policy, statement);
            if (statement.IsAllow)
            {
                AddAllow(ref outcome, truth, match, reference);
            }
            else if (truth > outcome.Deny || outcome.DeniedBy.IsNone)
            {
                outcome.Deny = outcome.Deny.Or(truth);
                outcome.DeniedBy = reference;
            }
        }
    }

    private static void AddAllow(ref LayerOutcome outcome, Truth truth, PrincipalMatch match, StatementRef reference)
    {
        if (truth > outcome.Allow || outcome.AllowedBy.IsNone)
        {
            outcome.AllowedBy = reference;
        }

        outcome.Allow = outcome.Allow.Or(truth);
        switch (match)
        {
            case PrincipalMatch.Direct:
                outcome.AllowDirect = outcome.AllowDirect.Or(truth);
                break;
            case PrincipalMatch.Role:
                outcome.AllowRole = outcome.AllowRole.Or(truth);
                break;
            case PrincipalMatch.Everyone:
                outcome.AllowEveryone = outcome.AllowEveryone.Or(truth);
                break;
            case PrincipalMatch.Account:
                outcome.AllowAccount = outcome.AllowAccount.Or(truth);
                break;
            case PrincipalMatch.None:
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(match));
        }
    }
}
