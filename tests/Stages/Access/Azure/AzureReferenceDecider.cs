using System.Text.RegularExpressions;

namespace OrleansTwin.Tests.Stages.Access.Azure;

/// <summary>The slow, obvious reference: every assignment in turn, patterns as regular expressions, groups by asking each member again.</summary>
internal static class AzureReferenceDecider
{
    private const string Everybody = "00000000-0000-0000-0000-000000000000";

    public static string Decide(AzureReferenceWorld w)
    {
        if (w.Denials.Any(d => d.Principals.Any(p => p == Everybody || IsCaller(w, p)) && !d.Excluded.Any(p => IsCaller(w, p))
            && (d.OnlyHere ? Same(d.Scope, w.Resource) : Reaches(w, d.Scope)) && Names(w, d.Permission)))
        {
            return "ExplicitlyDenied";
        }

        return w.Assignments.Any(a => !a.Eligible && IsCaller(w, a.Principal) && Reaches(w, a.Scope) && w.Roles[a.Role].Any(p => Names(w, p)) && Holds(w, a.Condition))
            ? "Allowed"
            : "ImplicitlyDenied";
    }

    private static bool IsCaller(AzureReferenceWorld w, string id, int depth = 0) =>
        Same(id, AzureReferenceWorld.Caller) || (depth < 10 && w.Groups.TryGetValue(id, out var members) && members.Any(m => IsCaller(w, m, depth + 1)));

    private static bool Reaches(AzureReferenceWorld w, string scope)
    {
        const string Management = "/providers/Microsoft.Management/managementGroups/";
        if (!scope.StartsWith(Management, StringComparison.OrdinalIgnoreCase))
        {
            return scope == "/" || $"{w.Resource}/".StartsWith($"{scope}/", StringComparison.OrdinalIgnoreCase);
        }

        for (var at = w.ManagementGroups["sub-a"]; at is not null; at = w.ManagementGroups[at])
        {
            if (Same(at, scope[Management.Length..]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Names(AzureReferenceWorld w, AzureReferencePermission p) => w.IsData
        ? p.DataActions.Any(a => Like(a, w.Action)) && !p.NotDataActions.Any(a => Like(a, w.Action))
        : p.Actions.Any(a => Like(a, w.Action)) && !p.NotActions.Any(a => Like(a, w.Action));

    private static bool Holds(AzureReferenceWorld w, AzureReferenceCondition? c)
    {
        if (c is null || !Like(c.ForAction, w.Action))
        {
            return true;
        }

        if (!w.Attributes.TryGetValue(c.Attribute, out var values))
        {
            return false;
        }

        bool Each(string l, string r) => c.Operator.Split(':')[1] switch
        {
            "StringEquals" => l == r,
            "StringEqualsIgnoreCase" => Same(l, r),
            "StringNotEquals" => l != r,
            "StringStartsWith" => l.StartsWith(r, StringComparison.Ordinal),
            _ => throw new ArgumentException(c.Operator),
        };
        return c.Operator.Split(':')[0] switch
        {
            "ForAnyOfAnyValues" => values.Any(l => c.Values.Any(r => Each(l, r))),
            "ForAllOfAnyValues" => values.All(l => c.Values.Any(r => Each(l, r))),
            "ForAnyOfAllValues" => values.Any(l => c.Values.All(r => Each(l, r))),
            _ => values.All(l => c.Values.All(r => Each(l, r))),
        };
    }

    private static bool Like(string pattern, string text) => Regex.IsMatch(text, "^" + Regex.Escape(pattern).Replace(@"\*", ".*", StringComparison.Ordinal) + "$", RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1));

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
