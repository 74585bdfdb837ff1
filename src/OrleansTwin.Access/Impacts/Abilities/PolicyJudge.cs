using System.Collections.Concurrent;
using System.Collections.Immutable;
using OrleansTwin.Access.Assets;
using OrleansTwin.Access.Conditions;
using OrleansTwin.Access.Decisions;
using OrleansTwin.Access.Policies;
using OrleansTwin.Model.Ids;

namespace OrleansTwin.Access.Impacts.Abilities;

/// <summary>
/// Puts the questions of impact and radius to <see cref="AccessDecider"/>. Nothing is known of the request's context but what follows
/// from principal and resource, so a statement with other conditions is conditional. Organisation policies are not put in: they are
/// taken to allow. Compiled policies are remembered by their text; safe for several threads.
/// </summary>
public sealed class PolicyJudge(ManagedPolicyCatalogue published) : IPolicyJudge
{
    private const int PoliciesMax = 20_000;

    // No account has this number: a principal of it is anybody, a resource of it is another account's.
    private const string NobodysAccount = "000000000000";
    private const string AllowAll = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""";

    private readonly ConcurrentDictionary<PolicyText, (CompiledPolicy? Policy, string? Broken)> _compiled = new();

    /// <summary>With the bundled catalogue of policies that AWS manages.</summary>
    public PolicyJudge()
        : this(ManagedPolicyCatalogue.Bundled)
    {
    }

    public Judgement Decide(JudgeRequest request)
    {
        if (!RequestPrincipal.TryParse(Named(request.Principal.Value), out var principal))
        {
            return new(Verdict.Unknown, [], [], [$"what kind of principal `{request.Principal.Value}` is"]);
        }

        var set = new PolicySet
        {
            Identity = request.IdentityTrusted ? Layer([new("any policy of the principal", AllowAll)]) : Layer(request.Identity),
            PermissionBoundary = request.Boundaries.Count > 0 ? Layer(request.Boundaries) : null,
            Resource = request.ResourcePolicy is { } policy ? Layer([policy]) : Required(request) ? Layer([Delegating(request.ResourceAccount ?? request.Account)]) : null,
        };

        // Whether the resource's policy alone lets in is the question between two accounts.
        var home = request.ResourceAccount ?? principal.Account;
        home = request.IdentityTrusted && home == principal.Account ? NobodysAccount : home;
        var context = RequestContext.NothingKnown.WithDefaults(PrincipalContext.Derive(principal, request.ResourceAccount));
        var ask = AccessRequest.Of(principal, request.Action, request.Resource, home, context);
        if (AccessDecider.Outcome(set, ask) is AccessOutcome.ExplicitlyDenied or AccessOutcome.ImplicitlyDenied)
        {
            return Judgement.No;
        }

        var said = Said(AccessDecider.Decide(set, ask));
        return request.ResourcePolicy is null && Required(request) && said.Verdict > Verdict.Unknown
            ? said with { Verdict = Verdict.Unknown, Assumes = [$"that the policy of {EntityNames.NameOf(new(request.Resource))} itself, which was never seen, leaves it to the account"] }
            : said;
    }

    public PolicyTouch Touch(IReadOnlyList<PolicyText> policies, string action)
    {
        var lower = action.ToLowerInvariant();
        var touch = PolicyTouch.None;
        foreach (var text in policies)
        {
            if (Compile(text).Policy is not { } policy)
            {
                return PolicyTouch.Allow | PolicyTouch.Deny;
            }

            foreach (var statement in policy.StatementsFor(lower))
            {
                touch |= statement.Source.Effect == PolicyEffect.Allow ? PolicyTouch.Allow : PolicyTouch.Deny;
            }
        }

        return touch;
    }

    public PolicyAudience AudienceOf(string document)
    {
        if (PolicyReader.Read(document).Document is not { } policy)
        {
            return new(false, [], [], [], false);
        }

        var allowing = policy.Statements.Where(static statement => statement is { Effect: PolicyEffect.Allow, Principal: not null }).Select(static statement => statement.Principal!).ToList();
        var named = allowing.Where(static principal => !principal.Negated).SelectMany(static principal => principal.Entries).ToList();
        return new(
            allowing.Any(static principal => principal.Negated) || named.Any(static entry => entry.Kind == PrincipalEntryKind.Everyone || entry is { Kind: PrincipalEntryKind.Aws, Value: EntityNames.Anyone }),
            Names(named, PrincipalEntryKind.Aws),
            Names(named, PrincipalEntryKind.Federated),
            Names(named, PrincipalEntryKind.Service),
            true);
    }

    public string? PublishedDocument(EntityId policy) => published.Find(policy.Value) is null ? null : policy.Value;

    private static List<string> Names(List<PrincipalEntry> named, PrincipalEntryKind kind) =>
        [.. named.Where(entry => entry.Kind == kind && entry.Value != EntityNames.Anyone).Select(static entry => entry.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static string Named(string principal) =>
        principal == EntityNames.Anyone ? $"arn:aws:iam::{NobodysAccount}:role/{AbilityKnowledge.Default.Probe}"
        : principal.StartsWith(EntityId.AccountPrefix, StringComparison.Ordinal) ? principal[EntityId.AccountPrefix.Length..]
        : principal;

    // What the console writes for a new key: the account's own policies decide.
    private static PolicyText Delegating(string account) => new(
        "the policy of the resource",
        $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"{{account}}"},"Action":"*","Resource":"*"}]}""");

    // A key or role that is there has a policy of its own, seen or not.
    private static bool Required(JudgeRequest request) =>
        request.Action.StartsWith("kms:", StringComparison.Ordinal) || request.Action.StartsWith("sts:", StringComparison.Ordinal);

    private static Judgement Said(AccessDecision decision)
    {
        var via = decision.Reasons
            .Where(static reason => reason is { Effect: PolicyEffect.Allow, Policy: not null })
            .Select(static reason => reason.Policy!)
            .Distinct(StringComparer.Ordinal);
        return decision.Certainty switch
        {
            AccessCertainty.Never => Judgement.No,
            AccessCertainty.Always => new(Verdict.Always, [], [.. via]),
            AccessCertainty.Conditional => new(Verdict.Conditional, [.. decision.Conditions], [.. via]),
            AccessCertainty.Unknown => new(Verdict.Unknown, [.. decision.Conditions], [.. via], [.. decision.Missing.Select(static missing => $"that what was not seen allows it: {missing}"), .. decision.Errors]),
            _ => throw new InvalidOperationException($"certainty {decision.Certainty}"),
        };
    }

    private LayerPolicies Layer(IReadOnlyList<PolicyText> texts)
    {
        var (policies, unseen) = (ImmutableArray.CreateBuilder<CompiledPolicy>(texts.Count), ImmutableArray.CreateBuilder<string>());
        foreach (var text in texts)
        {
            var (policy, broken) = Compile(text);
            if (policy is not null)
            {
                policies.Add(policy);
            }
            else
            {
                unseen.Add(broken!);
            }
        }

        return new(policies.ToImmutable(), unseen.ToImmutable());
    }

    private (CompiledPolicy? Policy, string? Broken) Compile(PolicyText text)
    {
        if (_compiled.TryGetValue(text, out var known))
        {
            return known;
        }

        if (_compiled.Count >= PoliciesMax)
        {
            _compiled.Clear();
        }

        // A published policy stands for itself by its ARN.
        if (published.Find(text.Json) is { } managed)
        {
            return _compiled[text] = (managed, null);
        }

        var read = PolicyReader.Read(text.Json);
        return _compiled[text] = read.Document is { } document
            ? (CompiledPolicy.Compile(text.Name, document), null)
            : (null, $"{text.Name} cannot be read: {read.Diagnostics[0].Message}");
    }
}
