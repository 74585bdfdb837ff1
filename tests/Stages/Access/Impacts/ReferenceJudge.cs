using System.Text.Json;
using OrleansTwin.Access.Impacts.Abilities;
using OrleansTwin.Access.Jewels;
using OrleansTwin.Model.Ids;

namespace OrleansTwin.Tests.Stages.Access.Impacts;

/// <summary>
/// The obvious policy evaluation of a page, for tests of what stands on it: explicit deny wins, then an allow; wildcards in actions,
/// resources and principals; a statement with a condition is conditional; a boundary must allow too.
/// </summary>
internal sealed class ReferenceJudge : IPolicyJudge
{
    public Judgement Decide(JudgeRequest request)
    {
        var identity = request.IdentityTrusted ? Judgement.No : Any(request.Identity, request, null);
        var resource = request.ResourcePolicy is { } policy ? Any([policy], request, request.Principal) : Judgement.No;
        if (Denied(request.Identity, request, null) || (request.ResourcePolicy is { } denying && Denied([denying], request, request.Principal)))
        {
            return Judgement.No;
        }

        var boundary = request.Boundaries.Count == 0 ? new(Verdict.Always) : Any(request.Boundaries, request, null);
        identity = boundary.Verdict < identity.Verdict ? identity with { Verdict = boundary.Verdict, Conditions = boundary.Conditions } : identity;
        return resource.Verdict > identity.Verdict ? resource : identity;
    }

    public PolicyAudience AudienceOf(string document)
    {
        try
        {
            var names = Statements(document).Where(static s => Text(s, "Effect").Contains("Allow")).SelectMany(static s => Principals(s)).ToList();
            return new(
                names.Any(static n => n.Name == "*"),
                [.. names.Where(static n => n.Kind == "AWS" && n.Name != "*").Select(static n => n.Name).Distinct().Order(StringComparer.Ordinal)],
                [.. names.Where(static n => n.Kind == "Federated").Select(static n => n.Name).Distinct().Order(StringComparer.Ordinal)],
                [.. names.Where(static n => n.Kind == "Service").Select(static n => n.Name)],
                true);
        }
        catch (JsonException)
        {
            return new(false, [], [], [], false);
        }
    }

    public string? PublishedDocument(EntityId policy) =>
        policy.Value == "arn:aws:iam::aws:policy/AdministratorAccess" ? WorldBuilder.Allow("*") : null;

    private static bool Denied(IEnumerable<PolicyText> policies, JudgeRequest request, EntityId? principal) =>
        policies.SelectMany(static p => Statements(p.Json)).Any(s => Text(s, "Effect").Contains("Deny") && Matches(s, request, principal));

    private static Judgement Any(IEnumerable<PolicyText> policies, JudgeRequest request, EntityId? principal)
    {
        var best = Judgement.No;
        foreach (var policy in policies)
        {
            foreach (var statement in Statements(policy.Json).Where(s => Text(s, "Effect").Contains("Allow") && Matches(s, request, principal)))
            {
                var found = statement.TryGetProperty("Condition", out var condition)
                    ? new Judgement(Verdict.Conditional, [condition.GetRawText()], [policy.Name])
                    : new Judgement(Verdict.Always, [], [policy.Name]);
                best = found.Verdict > best.Verdict ? found : best;
            }
        }

        return best;
    }

    private static bool Matches(JsonElement statement, JudgeRequest request, EntityId? principal) =>
        Text(statement, "Action").Any(action => Glob.Matches(action.ToLowerInvariant(), request.Action.ToLowerInvariant()))
        && (!statement.TryGetProperty("Resource", out _) || Text(statement, "Resource").Any(resource => Glob.Matches(resource, request.Resource)))
        && (principal is not { } who || Principals(statement).Any(named => named.Name == "*" || named.Name == who.Value || named.Name == $"arn:aws:iam::{request.Account}:root" || named.Name == request.Account));

    private static IEnumerable<(string Kind, string Name)> Principals(JsonElement statement)
    {
        if (!statement.TryGetProperty("Principal", out var principal))
        {
            return [];
        }

        return principal.ValueKind == JsonValueKind.String
            ? [("AWS", principal.GetString()!)]
            : principal.EnumerateObject().SelectMany(static p => Strings(p.Value).Select(name => (p.Name, name)));
    }

    private static List<JsonElement> Statements(string json)
    {
        var root = JsonDocument.Parse(json).RootElement.GetProperty("Statement");
        return root.ValueKind == JsonValueKind.Array ? [.. root.EnumerateArray()] : [root];
    }

    private static string[] Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? [.. Strings(value)] : [];

    private static IEnumerable<string> Strings(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(static item => item.GetString()!) : [value.GetString()!];
}
