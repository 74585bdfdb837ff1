using OrleansTwin.Access.Impacts.Abilities;
using OrleansTwin.Model.Ids;

namespace OrleansTwin.Access.Impacts.Rules;

/// <summary>
/// Whom a resource policy lets in, decided by the evaluator for every principal its statements name (and for anyone):
/// the best verdict over the actions, and which actions.
/// </summary>
internal static class ResourceAdmission
{
    /// <summary>Statements of principals looked at in one document; more are cut in ordinal order.</summary>
    public const int PrincipalsMax = 64;

    public static IReadOnlyDictionary<string, Judgement> Of(
        IPolicyJudge judge, EntityId resource, string? home, PolicyText policy, IReadOnlyList<(string Action, string Resource)> asks, out PolicyAudience audience)
    {
        audience = judge.AudienceOf(policy.Json);
        var admitted = new SortedDictionary<string, Judgement>(StringComparer.Ordinal);
        var named = audience.Principals.Concat(audience.Federated).Take(PrincipalsMax);
        foreach (var who in audience.Anyone ? named.Prepend(EntityNames.Anyone) : named)
        {
            var best = Judgement.No;
            var actions = new List<string>();
            foreach (var (action, target) in asks)
            {
                var principal = new EntityId(who);
                var judgement = judge.Decide(new(principal, AccountOf(who), action, target, home, [], [], policy, IdentityTrusted: true));
                if (judgement.Verdict > Verdict.No)
                {
                    actions.Add(action);
                }

                best = AbilityUnion.Better(best, judgement);
            }

            if (best.Verdict > Verdict.No)
            {
                admitted[who] = best with { Via = [policy.Name, .. actions] };
            }
        }

        return admitted;
    }

    /// <summary>The account of an ARN, of a bare account number, or empty.</summary>
    public static string AccountOf(string who) =>
        who.Length == 12 && who.All(char.IsAsciiDigit) ? who : new EntityId(who).AccountOf();

    public static IReadOnlyList<(string Action, string Resource)> Asks(ImpactRule rule, EntityId resource) =>
        Asks(rule.Actions, rule.ContainerActions, rule.Resource, resource);

    public static IReadOnlyList<(string Action, string Resource)> Asks(IEnumerable<string> actions, IEnumerable<string> containerActions, string template, EntityId resource)
    {
        var target = template.Replace("{arn}", resource.Value, StringComparison.Ordinal).Replace("/*", $"/{AbilityKnowledge.Default.Probe}", StringComparison.Ordinal);
        return [.. actions.Select(action => (action, target)), .. containerActions.Select(action => (action, resource.Value))];
    }
}
