using System.Collections.Immutable;
using OrleansTwin.Access.Policies;

namespace OrleansTwin.Tests.Stages.Access.Decisions;

/// <summary>
/// A random world made such that AWS would take its policies: no wildcard for a service, no ARN with a part left out, only denials for everybody in resource control
/// policies, everybody in endpoint policies, session policies for role sessions only. Service-linked roles, which stand outside of
/// control policies and which the other decider does not know, become a user. A key of many values is asked with set operators only,
/// since AWS leaves open what others mean by it.
/// </summary>
internal static class TamedWorld
{
    private const string User = "arn:aws:iam::111111111111:user/team/ann";

    private static readonly PrincipalElement Everybody = new(false, [new PrincipalEntry(PrincipalEntryKind.Everyone, "*")]);

    public static ReferenceWorld Of(ReferenceWorld w)
    {
        var linked = w.Principal.Contains("/aws-service-role/", StringComparison.Ordinal);
        var tamed = w with
        {
            Principal = linked ? User : w.Principal,
            RoleArn = linked ? null : w.RoleArn,
            Identity = Each(w.Identity, static s => s)!,
            Resource = Each(w.Resource, static s => Named(s)),
            Boundary = Each(w.Boundary, static s => s),
            Session = w.Principal.Contains(":assumed-role/", StringComparison.Ordinal) ? Each(w.Session, static s => s) : null,
            Endpoint = Each(w.Endpoint, static s => s with { Principal = Everybody }),
            ServiceControl = [.. w.ServiceControl.Select(static level => Each(level, static s => s)!)],
            ResourceControl = [.. w.ResourceControl.Select(static level => Each(level, static s => s with { Principal = Everybody, Effect = PolicyEffect.Deny, IsNotAction = false, Actions = ["s3:*"] })!)],
        };
        return WithKnownKeys(tamed);
    }

    /// <summary>
    /// A user's name goes with every call of it; a case's reader adds it where a case leaves it out. The other decider takes only keys
    /// that an action is listed with, and none of these is listed with <c>s3:max-keys</c>.
    /// </summary>
    private static ReferenceWorld WithKnownKeys(ReferenceWorld w)
    {
        var keys = w.Context.Where(static c => c.Key != "s3:max-keys").ToDictionary(static c => c.Key, static c => c.Value, StringComparer.OrdinalIgnoreCase);
        if (w.Principal.Contains(":user/", StringComparison.Ordinal))
        {
            keys["aws:username"] = [w.Principal.Split('/')[^1]];
        }

        return w with { Context = keys };
    }

    /// <summary>An allowance names whom it is for; everybody beside a name stands alone, since deciders differ on whether the name then counts apart.</summary>
    private static PolicyStatement Named(PolicyStatement s)
    {
        if (s.Principal is not { } principal)
        {
            return s;
        }

        var named = principal.Entries.Any(static e => e.Value == "*") ? principal with { Entries = [new(PrincipalEntryKind.Aws, "*")] } : principal;
        return s with { Principal = s.Effect == PolicyEffect.Allow ? named with { Negated = false } : named };
    }

    private static PolicyDocument[]? Each(PolicyDocument[]? documents, Func<PolicyStatement, PolicyStatement> change) =>
        documents?.Select(d => d with { Statements = [.. d.Statements.Select(s => change(Plain(s)))] }).ToArray();

    /// <summary>In JSON an operator stands once in a condition and a key once in an operator.</summary>
    private static PolicyStatement Plain(PolicyStatement s) => s with
    {
        Actions = [.. s.Actions.Select(static a => a == "*:GetObject" ? "s3:GetObject" : a).Distinct(StringComparer.Ordinal)],
        Resources = [.. s.Resources.Select(static r => r == "arn:aws:s3*" ? "arn:aws:s3:::*" : r).Distinct(StringComparer.Ordinal)],
        Conditions = [.. s.Conditions.Where(static c => c.Key != "aws:TagKeys" || c.OperatorName == "Null" || c.OperatorName.StartsWith("For", StringComparison.Ordinal)).DistinctBy(static c => (c.OperatorName, c.Key))],
    };
}
