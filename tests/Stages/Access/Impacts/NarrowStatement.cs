using OrleansTwin.Access.Impacts.Abilities;
using OrleansTwin.Access.Jewels;

namespace OrleansTwin.Tests.Stages.Access.Impacts;

/// <summary>One statement of a policy, read. Patterns keep their wildcards; a policy variable makes a match conditional.</summary>
internal sealed record NarrowStatement
{
    private const string Variable = "${";

    public bool Allows { get; init; }

    public IReadOnlyList<string> Actions { get; init; } = [];

    public bool NotActions { get; init; }

    public IReadOnlyList<string> Resources { get; init; } = [];

    public bool NotResources { get; init; }

    /// <summary>Kind (AWS, Federated, Service, CanonicalUser) and name; null where the statement has no principal.</summary>
    public IReadOnlyList<(string Kind, string Name)>? Principals { get; init; }

    public bool NotPrincipals { get; init; }

    /// <summary>One line for each condition, as JSON text.</summary>
    public IReadOnlyList<string> Conditions { get; init; } = [];

    /// <summary>No: does not speak of it. Conditional: if its conditions hold. Always.</summary>
    public Verdict Speaks(string action, string resource, string? principal, string account, out IReadOnlyList<string> conditions)
    {
        conditions = [];
        if (Actions.Any(pattern => Glob.Matches(pattern, action.ToLowerInvariant())) == NotActions || !Concerns(principal, account))
        {
            return Verdict.No;
        }

        var loose = new List<string>(Conditions);
        if (Resources.Count > 0)
        {
            var hit = Resources.FirstOrDefault(pattern => Glob.Matches(pattern, resource));
            var variable = hit is null ? Resources.FirstOrDefault(pattern => pattern.Contains(Variable, StringComparison.Ordinal) && Glob.Matches(Widened(pattern), resource)) : null;
            if (variable is not null)
            {
                loose.Add($"the resource matches {variable}");
            }
            else if ((hit is not null) == NotResources)
            {
                return Verdict.No;
            }
        }

        conditions = loose;
        return loose.Count > 0 ? Verdict.Conditional : Verdict.Always;
    }

    // A principal names itself, its account, or everyone. An identity policy has none: it speaks of whom it is attached to.
    private bool Concerns(string? principal, string account)
    {
        if (principal is null || Principals is null)
        {
            return Principals is null;
        }

        return Principals.Any(named => Same(named.Kind, named.Name, principal, account)) != NotPrincipals;
    }

    private static bool Same(string kind, string name, string principal, string account) =>
        name == principal
        || (kind == "AWS" && (name == "*" || (account.Length > 0 && (name == account || (name.StartsWith("arn:", StringComparison.Ordinal) && name.EndsWith($":iam::{account}:root", StringComparison.Ordinal))))));

    private static string Widened(string pattern)
    {
        while (pattern.IndexOf(Variable, StringComparison.Ordinal) is >= 0 and var at)
        {
            var end = pattern.IndexOf('}', at);
            pattern = end < 0 ? string.Concat(pattern.AsSpan(0, at), "*") : string.Concat(pattern.AsSpan(0, at), "*", pattern.AsSpan(end + 1));
        }

        return pattern;
    }
}
