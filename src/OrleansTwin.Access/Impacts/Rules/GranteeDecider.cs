using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Twin.Views;

namespace OrleansTwin.Access.Impacts.Rules;

/// <summary>Elements that each name a grantee (KMS grants): whom they let in, and whom no more.</summary>
internal static class GranteeDecider
{
    public static void Decide(ImpactRule rule, ImpactScene scene, PartBuilder part)
    {
        var before = Grantees(rule, scene.Before.View(part.Entity).Attribute(rule.Attribute!));
        var after = Grantees(rule, scene.After.View(part.Entity).Attribute(rule.Attribute!));
        foreach (var who in after.Except(before, StringComparer.Ordinal))
        {
            var severity = RuleWords.SeverityOf(rule);
            part.Gain(Row(rule, part.Entity, who), Foreign.Is(new EntityId(who).AccountOf(), part.Entity, scene) ? severity : Model.Signals.Severity.Low);
            if (Foreign.Is(new EntityId(who).AccountOf(), part.Entity, scene))
            {
                part.Find(ImpactFinding.Certain(RuleWords.FindingOf(rule), severity, part.Entity, $"a grant lets {EntityNames.NameOf(new(who))} of account {new EntityId(who).AccountOf()} use {scene.Name(part.Entity)}"));
            }
        }

        foreach (var who in before.Except(after, StringComparer.Ordinal))
        {
            part.Lose(Row(rule, part.Entity, who), RuleWords.SeverityOf(rule));
        }
    }

    private static Gain Row(ImpactRule rule, EntityId resource, string who) => new()
    {
        Who = new(who),
        Can = rule.Can ?? "use",
        What = resource.Value,
        Count = 1,
        Examples = [resource],
    };

    // Services of the provider hold grants for what they keep encrypted: no principal of anybody's.
    private static SortedSet<string> Grantees(ImpactRule rule, AttributeView? attribute) =>
        new(
            (attribute?.Elements.Values ?? [])
                .SelectMany(value => JsonText.Scalars(value, rule.Member))
                .Select(static value => JsonText.Plain(value) ?? string.Empty)
                .Where(static who => who.Length > 0 && !who.EndsWith(".amazonaws.com", StringComparison.Ordinal)),
            StringComparer.Ordinal);
}
