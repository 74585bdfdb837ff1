using System.Collections.Immutable;
using System.Globalization;
using OrleansTwin.Access.Exposures;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Signals;

namespace OrleansTwin.Access.Impacts.Rules;

/// <summary>
/// Rules of a security group that were added or taken away: to whom they open what, weighed by the ports and by what is in the group.
/// A group of which no member is known, and whose creation was not seen, may hold anything: possible.
/// </summary>
internal static class NetworkRuleDecider
{
    private static readonly ImmutableSortedDictionary<string, string?> NoElements = ImmutableSortedDictionary<string, string?>.Empty;

    public static void Decide(ImpactRule rule, ImpactScene scene, PartBuilder part)
    {
        var before = scene.Before.View(part.Entity).Attribute(rule.Attribute!);
        var after = scene.After.View(part.Entity).Attribute(rule.Attribute!);
        if (after is not null && Hidden.Is(after, part.Entity, scene.After))
        {
            part.Find(ImpactFinding.Assuming(FindingKind.InternetExposed, Severity.Low, part.Entity, $"the rules of {scene.Name(part.Entity)} changed",
                ["that the new rules, which are not in the log, open it to others"]));
            return;
        }

        foreach (var (element, value) in after?.Elements ?? NoElements)
        {
            if (before?.Elements.ContainsKey(element) != true)
            {
                Opened(scene, part, element, value);
            }
        }

        var gone = (before?.Elements.Where(pair => after?.Elements.ContainsKey(pair.Key) != true) ?? [])
            .Concat(scene.Change.Attributes
                .Where(a => a.Path == rule.Attribute && a is { Op: AttributeOp.Remove, Element: not null } && before?.Elements.ContainsKey(a.Element) != true)
                .Select(static a => KeyValuePair.Create(a.Element!, a.Value)));
        foreach (var (element, value) in gone.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
        {
            Closed(scene, part, element, value);
        }
    }

    private static void Opened(ImpactScene scene, PartBuilder part, string element, string? value)
    {
        var name = scene.Name(part.Entity);
        if (NetworkRule.Parse(element, value) is not { } rule)
        {
            part.Find(ImpactFinding.Assuming(FindingKind.ExternalAccess, Severity.Low, part.Entity, $"a rule was added to {name}", [$"that the rule `{Short(element)}`, which cannot be read, lets others in"]));
            return;
        }

        var scope = ScopeOf(scene, part.Entity, rule);
        var kind = scope == SourceScope.Internet ? FindingKind.InternetExposed : FindingKind.ExternalAccess;
        if (scope is SourceScope.Private or SourceScope.Group)
        {
            return;
        }

        var weight = NetworkKnowledge.Default.WeightOf(rule);
        var members = Members(scene, part.Entity);
        var severity = scope == SourceScope.Internet ? weight.Severity : Least(weight.Severity, Severity.Medium);
        var assumes = new List<string>();
        if (scope is SourceScope.Unknown or SourceScope.PrefixList)
        {
            assumes.Add($"that the source `{Short(rule.Source)}`, whose addresses are not known, lies outside");
        }

        var view = scene.After.View(part.Entity);
        if (members.Count == 0 && view.CreatedAt is null && !view.WholeBySnapshot)
        {
            assumes.Add($"that something which was not seen is in {name}");
        }
        else if (members.Count == 0 || members.All(member => ExposureStage.HasPublicAddress(member, scene.After) == false))
        {
            severity = Least(severity, Severity.Medium);
        }

        part.Find(ImpactFinding.Assuming(kind, severity, part.Entity, Sentence(scene, rule, weight, name, members), assumes));
        part.Gain(Row(part.Entity, rule, members, scope), severity);
    }

    private static void Closed(ImpactScene scene, PartBuilder part, string element, string? value)
    {
        if (NetworkRule.Parse(element, value) is { } rule && ScopeOf(scene, part.Entity, rule) is not (SourceScope.Private or SourceScope.Group) and var scope)
        {
            part.Lose(Row(part.Entity, rule, Members(scene, part.Entity), scope), NetworkKnowledge.Default.WeightOf(rule).Severity);
        }
    }

    private static SourceScope ScopeOf(ImpactScene scene, EntityId group, NetworkRule rule)
    {
        var scope = NetworkKnowledge.Default.ScopeOf(rule.Source, scene.Context.OwnNetworks);
        var slash = rule.Source.IndexOf('/', StringComparison.Ordinal);
        return scope == SourceScope.Group && slash > 0 && Foreign.Is(rule.Source[..slash], group, scene) ? SourceScope.Foreign : scope;
    }

    private static string Sentence(ImpactScene scene, NetworkRule rule, PortWeight weight, string name, List<EntityId> members)
    {
        var what = weight.Name.Length > 0 && !rule.AllPorts ? $"{weight.Name} ({rule.Can["connect ".Length..]})" : rule.Can;
        var who = EntityNames.NameOf(RuleWords.SourceId(rule.Source));
        var held = members.Count switch
        {
            0 => "nothing is known to be in it",
            1 => $"{scene.Name(members[0])} is in it",
            _ => string.Create(CultureInfo.InvariantCulture, $"{scene.Name(members[0])} and {members.Count - 1} more are in it"),
        };
        return rule.Can.StartsWith("connect ", StringComparison.Ordinal) && what != rule.Can
            ? $"{what} of {name} is open to {who}; {held}"
            : $"{who} can {rule.Can} to {name}; {held}";
    }

    private static Gain Row(EntityId group, NetworkRule rule, List<EntityId> members, SourceScope scope) => new()
    {
        Who = RuleWords.SourceId(rule.Source),
        Can = rule.Can,
        What = group.Value,
        Count = members.Count,
        Examples = RuleWords.Examples(members),
        Certainty = scope is SourceScope.Internet or SourceScope.Foreign ? GainCertainty.Always : GainCertainty.Unknown,
    };

    private static List<EntityId> Members(ImpactScene scene, EntityId group) => [.. scene.After.Referrers(group, RelationKind.InSecurityGroup)];

    private static Severity Least(Severity one, Severity other) => one < other ? one : other;

    private static string Short(string text) => text.Length <= 80 ? text : text[..80];
}
