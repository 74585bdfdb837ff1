using OrleansTwin.Access.Impacts.Abilities;
using System.Collections.Concurrent;
using OrleansTwin.Model.Ids;

namespace OrleansTwin.Tests.Stages.Access.Impacts;

/// <summary>
/// A narrow policy evaluator after the IAM User Guide, "Policy evaluation logic": explicit deny first, then within one account the
/// identity's policies or the resource's, between two accounts both; a boundary must allow too; keys and roles are decided by their own
/// policy, which may leave it to the account's. Every condition is left open, so a statement with one is conditional; a document that
/// cannot be read makes the answer unknown. Session policies and organisation policies are not looked at.
/// </summary>
/// <param name="published">Documents of policies the provider publishes, by ARN.</param>
internal sealed class NarrowPolicyJudge(IReadOnlyDictionary<string, string>? published = null) : IPolicyJudge
{
    private const int PoliciesMax = 20_000;
    private const string Administrator = "arn:aws:iam::aws:policy/AdministratorAccess";
    private const string AllowAll = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""";

    private readonly ConcurrentDictionary<string, NarrowPolicy> _read = new(StringComparer.Ordinal);

    public Judgement Decide(JudgeRequest request)
    {
        var denied = new List<string>();
        var identity = request.IdentityTrusted ? new Side(Verdict.Always, [], [], []) : Of(request.Identity, request, null, denied);
        var resource = request.ResourcePolicy is { } policy ? Of([policy], request, request.Principal.Value, denied) : Side.Nothing;
        var boundary = request.Boundaries.Count > 0 ? Of(request.Boundaries, request, null, denied) : null;
        if (identity.Denied || resource.Denied || boundary is { Denied: true })
        {
            return Judgement.No;
        }

        identity = boundary is null ? identity : Side.Both(identity, boundary);
        var joined = request.IdentityTrusted ? resource : Join(request, identity, resource);
        if (joined.Verdict == Verdict.No)
        {
            var broken = identity.Broken.Concat(resource.Broken).ToList();
            return broken.Count == 0 ? Judgement.No : new(Verdict.Unknown, [], [], [.. broken]);
        }

        var verdict = identity.Broken.Count + resource.Broken.Count > 0 ? Verdict.Unknown : denied.Count > 0 && joined.Verdict == Verdict.Always ? Verdict.Conditional : joined.Verdict;
        return new(verdict, [.. joined.Conditions.Concat(denied).Distinct(StringComparer.Ordinal)], [.. joined.Via.Distinct(StringComparer.Ordinal)], [.. identity.Broken, .. resource.Broken]);
    }

    public PolicyAudience AudienceOf(string document)
    {
        var policy = Read(document);
        var allowing = policy.Statements.Where(static statement => statement.Allows && statement.Principals is not null).ToList();
        var named = allowing.Where(static statement => !statement.NotPrincipals).SelectMany(static statement => statement.Principals!).ToList();
        return new(
            allowing.Any(static statement => statement.NotPrincipals) || named.Any(static one => one is { Kind: "AWS", Name: "*" }),
            Names(named, "AWS"),
            Names(named, "Federated"),
            Names(named, "Service"),
            policy.Broken is null);
    }

    public string? PublishedDocument(EntityId policy) =>
        published?.GetValueOrDefault(policy.Value) ?? (policy.Value == Administrator ? AllowAll : null);

    private static List<string> Names(List<(string Kind, string Name)> named, string kind) =>
        [.. named.Where(one => one.Kind == kind && one.Name != "*").Select(static one => one.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static Side Join(JudgeRequest request, Side identity, Side resource)
    {
        var service = request.Action[..Math.Max(0, request.Action.IndexOf(':', StringComparison.Ordinal))];
        if (request.ResourceAccount is { } home && home != request.Account)
        {
            return Side.Both(identity, resource);
        }

        // Keys and roles: their own policy must name the principal, or hand the decision to the account.
        if (request.ResourcePolicy is not null && service is "kms" or "sts")
        {
            return resource.ByAccount ? Side.Both(identity, resource) : resource;
        }

        return resource.Verdict > identity.Verdict && !resource.ByAccount ? resource : identity;
    }

    private Side Of(IReadOnlyList<PolicyText> policies, JudgeRequest request, string? principal, List<string> denied)
    {
        var (verdict, conditions, via, byAccount) = (Verdict.No, (IReadOnlyList<string>)[], (IReadOnlyList<string>)[], false);
        var broken = new List<string>();
        foreach (var text in policies)
        {
            var policy = Read(text.Json);
            if (policy.Broken is { } why)
            {
                broken.Add($"{text.Name} cannot be read: {why}");
            }

            foreach (var statement in policy.Statements)
            {
                var speaks = statement.Speaks(request.Action, request.Resource, principal, request.Account, out var open);
                if (speaks == Verdict.Always && !statement.Allows)
                {
                    return Side.Nothing with { Denied = true };
                }

                if (speaks != Verdict.No && !statement.Allows)
                {
                    denied.Add($"{text.Name} does not deny it when {string.Join(" and ", open)}");
                }
                else if (speaks > verdict)
                {
                    (verdict, conditions, via) = (speaks, open, [text.Name]);
                    byAccount = statement.Principals is { } named && named.All(one => one.Name != principal && one.Name != "*");
                }
            }
        }

        return new(verdict, conditions, via, broken) { ByAccount = byAccount };
    }

    private NarrowPolicy Read(string json)
    {
        if (_read.TryGetValue(json, out var known))
        {
            return known;
        }

        if (_read.Count >= PoliciesMax)
        {
            _read.Clear();
        }

        return _read[json] = NarrowPolicy.Read(json);
    }

    private sealed record Side(Verdict Verdict, IReadOnlyList<string> Conditions, IReadOnlyList<string> Via, IReadOnlyList<string> Broken)
    {
        public static Side Nothing { get; } = new(Verdict.No, [], [], []);

        public bool Denied { get; init; }

        /// <summary>The account was named, not the principal: the account's own policies decide further.</summary>
        public bool ByAccount { get; init; }

        public static Side Both(Side one, Side other) => new(
            one.Verdict < other.Verdict ? one.Verdict : other.Verdict,
            [.. one.Conditions, .. other.Conditions],
            [.. one.Via, .. other.Via],
            [.. one.Broken, .. other.Broken]);
    }
}
