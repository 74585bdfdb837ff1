using System.Collections.Concurrent;
using OrleansTwin.Access.Impacts.Abilities;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Access.Decisions;

/// <summary>
/// The first, narrow evaluator: identity and resource policies, boundaries, explicit deny, wildcards, NotAction and NotResource; a
/// statement with conditions makes the answer conditional, and a document that cannot be read makes it <see cref="Verdict.Unknown"/>.
/// NOT looked at: service and resource control policies, session and endpoint policies, which are taken to allow, so an Always may be
/// too much; policy variables are compared as plain text, so a statement with one may be missed, a denying one too.
/// Source: IAM User Guide, "Policy evaluation logic".
/// </summary>
public sealed class PolicyJudge : IPolicyJudge
{
    private const int CompiledMax = 4_096;
    private readonly ConcurrentDictionary<string, Compiled> _compiled = new(StringComparer.Ordinal);

    public Judgement Decide(JudgeRequest request)
    {
        var identity = Layer(request.Identity, request, needsPrincipal: false);
        var resource = request.ResourcePolicy is { } policy ? Layer([policy], request, needsPrincipal: true) : Answer.None;
        if (identity.Denied || resource.Denied)
        {
            return Judgement.No;
        }

        var identityVerdict = request.IdentityTrusted ? Verdict.Always : identity.Verdict;
        var sameAccount = request.ResourceAccount is null || request.ResourceAccount == request.Account;
        var verdict = sameAccount
            ? (Verdict)Math.Max((int)identityVerdict, (int)resource.Verdict)
            : (Verdict)Math.Min((int)identityVerdict, (int)resource.Verdict);
        var boundary = request.Boundaries.Count == 0 ? null : Layer(request.Boundaries, request, needsPrincipal: false);
        if (boundary is { Denied: true })
        {
            return Judgement.No;
        }

        verdict = boundary is null ? verdict : (Verdict)Math.Min((int)verdict, (int)boundary.Verdict);
        var maybeDenied = identity.MayDeny || resource.MayDeny || boundary is { MayDeny: true };
        if (verdict == Verdict.Always && maybeDenied)
        {
            verdict = Verdict.Conditional;
        }

        return verdict == Verdict.No ? Judgement.No : new(verdict, Union(identity.Conditions, resource.Conditions), Union(identity.Via, resource.Via), Union(identity.Assumes, resource.Assumes));
    }

    public PolicyAudience AudienceOf(string document)
    {
        var compiled = Compile(document);
        if (compiled.Statements is not { } statements)
        {
            return new(false, [], [], [], false);
        }

        var allowing = statements.Where(static statement => statement.Allows).ToList();
        var named = allowing.Where(static statement => !statement.NotPrincipal).SelectMany(static statement => statement.Principals).Distinct().Order(StringComparer.Ordinal).ToList();
        return new(
            named.Contains("AWS:*") || allowing.Any(static statement => statement.NotPrincipal),
            Of(named, "AWS:", static text => text != "*"),
            Of(named, "Federated:", static _ => true),
            Of(named, "Service:", static _ => true),
            true);
    }

    public string? PublishedDocument(EntityId policy) => null;

    private static List<string> Of(List<string> named, string kind, Func<string, bool> keep) =>
        [.. named.Where(text => text.StartsWith(kind, StringComparison.Ordinal)).Select(text => text[kind.Length..]).Where(keep)];

    private Answer Layer(IReadOnlyList<PolicyText> policies, JudgeRequest request, bool needsPrincipal)
    {
        var answer = new Answer();
        foreach (var policy in policies)
        {
            if (Compile(policy.Json).Statements is not { } statements)
            {
                answer.Rise(Verdict.Unknown);
                answer.Assumes.Add($"what the policy {policy.Name} says, which cannot be read");
                continue;
            }

            foreach (var statement in statements.Where(statement => Applies(statement, request, needsPrincipal)))
            {
                answer.Take(statement, policy.Name);
            }
        }

        return answer;
    }

    private static bool Applies(PolicyStatement statement, JudgeRequest request, bool needsPrincipal) =>
        Names(statement.Actions, statement.NotActions, request.Action, ignoreCase: true)
        && (needsPrincipal && statement.Resources.Count + statement.NotResources.Count == 0 || Names(statement.Resources, statement.NotResources, request.Resource, ignoreCase: false))
        && (!needsPrincipal || statement.Principals.Any(principal => IsPrincipal(principal, request)) != statement.NotPrincipal);

    private static bool Names(IReadOnlyList<string> named, IReadOnlyList<string> excepted, string text, bool ignoreCase) =>
        named.Count > 0
            ? named.Any(pattern => Wildcards.Match(pattern, text, ignoreCase))
            : excepted.Count > 0 && !excepted.Any(pattern => Wildcards.Match(pattern, text, ignoreCase));

    private static bool IsPrincipal(string principal, JudgeRequest request) =>
        principal is "AWS:*"
        || principal == $"AWS:{request.Principal.Value}"
        || principal == $"AWS:{request.Account}"
        || (principal.StartsWith("AWS:arn:", StringComparison.Ordinal) && principal.EndsWith($"::{request.Account}:root", StringComparison.Ordinal));

    private static ValueArray<string> Union(SortedSet<string> one, SortedSet<string> other) => one.Union(other, StringComparer.Ordinal).Order(StringComparer.Ordinal).ToValueArray();

    private Compiled Compile(string json)
    {
        if (_compiled.TryGetValue(json, out var compiled))
        {
            return compiled;
        }

        if (_compiled.Count >= CompiledMax)
        {
            _compiled.Clear();
        }

        return _compiled.GetOrAdd(json, static text => new(PolicyReader.Read(text)));
    }

    private sealed record Compiled(IReadOnlyList<PolicyStatement>? Statements);

    private sealed class Answer
    {
        public static Answer None { get; } = new();

        public Verdict Verdict { get; private set; }

        public bool Denied { get; private set; }

        public bool MayDeny { get; private set; }

        public SortedSet<string> Conditions { get; } = new(StringComparer.Ordinal);

        public SortedSet<string> Via { get; } = new(StringComparer.Ordinal);

        public SortedSet<string> Assumes { get; } = new(StringComparer.Ordinal);

        public void Rise(Verdict verdict) => Verdict = (Verdict)Math.Max((int)Verdict, (int)verdict);

        public void Take(PolicyStatement statement, string policy)
        {
            var conditional = statement.Conditions.Count > 0;
            if (!statement.Allows)
            {
                Denied |= !conditional;
                MayDeny |= conditional;
            }
            else
            {
                Rise(conditional ? Verdict.Conditional : Verdict.Always);
                Via.Add(policy);
            }

            Conditions.UnionWith(statement.Conditions.Select(condition => statement.Allows ? condition : $"unless {condition}"));
        }
    }
}
