using OrleansTwin.Access.Conditions;
using OrleansTwin.Access.Decisions;
using OrleansTwin.Access.Graph;
using OrleansTwin.Access.Policies;

namespace OrleansTwin.Access.Escalation;

/// <summary>Asks the evaluator what an identity may do, on one resource or on some resource of a pattern.</summary>
internal static class PermissionProbe
{
    /// <summary>Most concrete names tried for one pattern.</summary>
    public const int WitnessesMax = 16;
    private const string Filler = "twin-probe";

    public static AccessDecision Ask(Identity caller, string action, string resource, string account, IEnumerable<KeyValuePair<string, ContextValue>> context, LayerPolicies? resourcePolicy = null)
    {
        var set = resourcePolicy is null ? caller.Policies : caller.Policies with { Resource = resourcePolicy };
        return AccessDecider.Decide(set, AccessRequest.Of(caller.Principal, action, resource, account, caller.Context.With(context)));
    }

    /// <summary>Allowed on at least one name that the caller may choose. Names are taken from the allowing statements.</summary>
    public static (AccessDecision Decision, string Resource) AskAny(Identity caller, string action, string pattern, string account, IEnumerable<KeyValuePair<string, ContextValue>> context)
    {
        AccessDecision? best = null;
        var bestName = pattern;
        foreach (var name in Witnesses(caller, action, pattern))
        {
            var decision = Ask(caller, action, name, account, context);
            if (best is null || decision.Certainty > best.Certainty)
            {
                (best, bestName) = (decision, name);
            }

            if (best.Certainty == AccessCertainty.Always)
            {
                break;
            }
        }

        return (best!, bestName);
    }

    /// <summary>Could any statement of the identity's own policies allow the action on something? Cheap, never too narrow.</summary>
    public static bool MayEver(Identity caller, string action) =>
        !caller.Policies.Identity.Unseen.IsEmpty
        || caller.Policies.Identity.Policies.Any(p => p.StatementsFor(action.ToLowerInvariant()).Any(s => s.IsAllow));

    private static IEnumerable<string> Witnesses(Identity caller, string action, string pattern)
    {
        var names = new List<string> { Fill(pattern) };
        foreach (var policy in caller.Policies.Identity.Policies)
        {
            foreach (var statement in policy.StatementsFor(action.ToLowerInvariant()))
            {
                if (statement.IsAllow && !statement.Source.IsNotResource)
                {
                    names.AddRange(statement.Source.Resources.Where(r => r != "*").Select(r => Fill(Narrow(pattern, r))));
                }
            }
        }

        return names.Distinct(StringComparer.Ordinal).Take(WitnessesMax);
    }

    /// <summary>Part by part the narrower of two ARN patterns.</summary>
    private static string Narrow(string asked, string allowed)
    {
        var left = asked.Split(':', 6);
        var right = allowed.Split(':', 6);
        if (left.Length < 6)
        {
            return allowed;
        }

        string[] parts = [.. left.Select((part, i) =>
        {
            var other = i < right.Length ? right[i] : "*";
            return GlobComparison.Compare(Glob.Parse(other).Compiled, Glob.Parse(part).Compiled) == GlobRelation.Covers ? part : other;
        })];
        return string.Join(':', parts);
    }

    private static string Fill(string pattern)
    {
        if (pattern == "*")
        {
            return pattern;
        }

        var parts = pattern.Split(':', 6);
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = parts[i].Replace("*", i == 3 ? "us-east-1" : Filler, StringComparison.Ordinal).Replace('?', 'x');
        }

        return string.Join(':', parts);
    }
}
