using System.Collections.Immutable;
using OrleansTwin.Access.Decisions;
using OrleansTwin.Access.Graph;

namespace OrleansTwin.Access.Abilities;

/// <summary>
/// Asks which abilities an identity has over known resources. One action of a set gives the ability; the surest
/// one decides its certainty. Answers of Never are left out.
/// </summary>
public static class AbilityDecider
{
    public static ImmutableArray<AbilityAnswer> Ask(Identity identity, KnownResource resource, AbilityCatalogue? catalogue = null)
    {
        ArgumentNullException.ThrowIfNull(identity);
        ArgumentNullException.ThrowIfNull(resource);
        if ((catalogue ?? AbilityCatalogue.Bundled).KindOf(resource.Arn) is not { } kind)
        {
            return [];
        }

        var answers = ImmutableArray.CreateBuilder<AbilityAnswer>();
        foreach (var set in kind.Sets)
        {
            if (AskSet(identity, resource, set) is { } answer)
            {
                answers.Add(answer);
            }
        }

        return answers.ToImmutable();
    }

    private static AbilityAnswer? AskSet(Identity identity, KnownResource resource, AbilitySet set)
    {
        var asked = set.Asks.Replace("{arn}", resource.Arn, StringComparison.Ordinal);
        var policies = resource.Policy is null ? identity.Policies : identity.Policies with { Resource = resource.Policy };
        var best = AccessCertainty.Never;
        var held = new List<(string Action, AccessDecision Decision)>();
        foreach (var action in set.Actions)
        {
            var decision = AccessDecider.Decide(policies, AccessRequest.OfPattern(identity.Principal, action, asked, resource.Account, identity.Context));
            if (decision.Certainty != AccessCertainty.Never)
            {
                held.Add((action, decision));
                best = decision.Certainty > best ? decision.Certainty : best;
            }
        }

        if (best == AccessCertainty.Never)
        {
            return null;
        }

        var surest = held.Where(h => h.Decision.Certainty == best).ToList();
        var open = best == AccessCertainty.Unknown ? surest.SelectMany(h => h.Decision.Missing) : surest.SelectMany(h => h.Decision.Conditions);
        var via = surest.SelectMany(h => h.Decision.Reasons).Where(r => r.Effect == Policies.PolicyEffect.Allow).Select(r => $"{r.Policy} {r.Statement}");
        return new AbilityAnswer(
            identity.Arn, set.Name, resource.Arn, best, [.. held.Select(h => h.Action).Order(StringComparer.Ordinal)],
            [.. open.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], [.. via.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
    }
}
