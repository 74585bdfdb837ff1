using System.Text.RegularExpressions;
using OrleansTwin.Access.Decisions;
using OrleansTwin.Access.Policies;

namespace OrleansTwin.Tests.Stages.Access.Decisions;

/// <summary>The slow, obvious reference for complete requests: one statement at a time, patterns as regular expressions.</summary>
internal static class ReferenceDecider
{
    public static AccessOutcome Decide(ReferenceWorld w)
    {
        bool Denies(IEnumerable<PolicyDocument> ps, bool named, bool boundary = false) => ps.SelectMany(p => p.Statements).Any(s => s.Effect == PolicyEffect.Deny && Applies(s, w, named, _ => true, boundary));
        bool Allows(IEnumerable<PolicyDocument> ps, bool named, Func<string, bool>? by = null) =>
            ps.SelectMany(p => p.Statements).Any(s => s.Effect == PolicyEffect.Allow && Applies(s, w, named, by ?? (_ => true)));

        var linked = w.Principal.Contains("/aws-service-role/", StringComparison.Ordinal);
        var scp = linked ? [] : w.ServiceControl;
        var rcp = linked ? [] : w.ResourceControl;
        if (Denies(w.Identity, false) || Denies(w.Resource ?? [], true, w.Boundary is not null) || Denies(w.Boundary ?? [], false) || Denies(w.Session ?? [], false)
            || Denies(w.Endpoint ?? [], true) || scp.Any(l => Denies(l, false)) || rcp.Any(l => Denies(l, true)))
        {
            return AccessOutcome.ExplicitlyDenied;
        }

        var limits = (w.Boundary is null || Allows(w.Boundary, false)) && (w.Session is null || Allows(w.Session, false));
        var identity = Allows(w.Identity, false) && limits;
        var resource = w.Resource ?? [];
        bool granted;
        if (w.ResourceAccount == w.Account)
        {
            var trust = w.Action.StartsWith("kms:", StringComparison.Ordinal) && w.ResourceArn.Contains(":key/", StringComparison.Ordinal);
            var role = w.Principal.Contains("role/", StringComparison.Ordinal);
            granted = (identity && (!trust || Allows(resource, true)))
                || Allows(resource, true, v => v == w.Principal && (!role || v.Contains(":sts:", StringComparison.Ordinal)))
                || (Allows(resource, true, v => v == "*") && (w.Session is null || Allows(w.Session, false)))
                || (Allows(resource, true, v => v == w.RoleArn) && limits);
        }
        else
        {
            granted = identity && Allows(resource, true);
        }

        return granted && scp.All(l => Allows(l, false)) && (w.Endpoint is null || Allows(w.Endpoint, true))
            ? AccessOutcome.Allowed
            : AccessOutcome.ImplicitlyDenied;
    }

    private static bool Applies(PolicyStatement s, ReferenceWorld w, bool named, Func<string, bool> by, bool boundary = false)
    {
        if (named)
        {
            string[] names = ["*", w.Account, $"arn:aws:iam::{w.Account}:root", w.Principal, w.RoleArn ?? w.Principal];
            var hits = s.Principal!.Entries.Select(e => e.Value).Where(v => names.Contains(v)).ToList();
            var spared = hits.Count > 0 && !(s.Effect == PolicyEffect.Deny && boundary);
            if (s.Principal.Negated ? spared || !by("*") : !hits.Any(by))
            {
                return false;
            }
        }

        bool action = s.Actions.Any(a => Like(a, w.Action, RegexOptions.IgnoreCase));
        bool resource = s.Resources.Any(r => ArnLike(r, w.ResourceArn, w));
        if (s.IsNotResource && !w.Context.ContainsKey("aws:username") && s.Resources.Any(r => r.Contains("${", StringComparison.Ordinal) && w.ResourceArn.StartsWith("arn:aws:s3:::", StringComparison.Ordinal)))
        {
            return false;
        }

        return action != s.IsNotAction && (s.Resources.IsEmpty || resource != s.IsNotResource) && s.Conditions.All(c => Holds(c, w));
    }

    private static bool ArnLike(string pattern, string arn, ReferenceWorld w)
    {
        var filled = w.Context.TryGetValue("aws:username", out var user) ? pattern.Replace("${aws:username}", user[0], StringComparison.Ordinal) : pattern;
        if (filled.Contains("${", StringComparison.Ordinal))
        {
            return false;
        }

        var parts = filled.Split(':', 6);
        var texts = arn.Split(':', parts.Length);
        return parts.Length == texts.Length && parts.Zip(texts).All(p => Like(p.First, p.Second, RegexOptions.None));
    }

    private static bool Like(string pattern, string text, RegexOptions options) => Regex.IsMatch(
        text, "^" + Regex.Escape(pattern).Replace(@"\*", ".*", StringComparison.Ordinal).Replace(@"\?", ".", StringComparison.Ordinal) + "$",
        options | RegexOptions.Singleline | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    private static bool Holds(ConditionClause c, ReferenceWorld w)
    {
        var values = w.Context.TryGetValue(c.Key, out var found) ? found : null;
        var name = c.OperatorName;
        var all = name.StartsWith("ForAllValues:", StringComparison.Ordinal);
        var any = name.StartsWith("ForAnyValue:", StringComparison.Ordinal);
        var bare = name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..];
        var optional = bare.EndsWith("IfExists", StringComparison.Ordinal);
        bare = optional ? bare[..^8] : bare;
        var negated = bare.Contains("Not", StringComparison.Ordinal);
        if (bare == "Null")
        {
            return c.Values.Any(v => v == (values is null ? "true" : "false"));
        }

        if (values is null)
        {
            return all || (any ? optional : optional || negated);
        }

        bool Match(string v) => negated != c.Values.Any(p => bare.Replace("Not", "", StringComparison.Ordinal) switch
        {
            "StringEquals" => p == v,
            "StringLike" => Like(p, v, RegexOptions.None),
            "StringEqualsIgnoreCase" => string.Equals(p, v, StringComparison.OrdinalIgnoreCase),
            "Bool" => p == v,
            "NumericEquals" => p == v,
            "NumericLessThan" => int.TryParse(v, out var a) && int.TryParse(p, out var b) && a < b,
            _ => throw new ArgumentException(bare),
        });
        return all || (negated && !any) ? values.All(Match) : values.Any(Match);
    }
}
