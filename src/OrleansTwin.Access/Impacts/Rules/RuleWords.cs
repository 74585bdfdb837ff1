using OrleansTwin.Access.Conditions;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Access.Impacts.Rules;

/// <summary>Fills a rule's words with names, and says what most deciders say: a finding, and a row of who can do what.</summary>
internal static class RuleWords
{
    public static string Fill(string? template, ImpactScene scene, string value = "") =>
        (template ?? "{resource} changed")
            .Replace("{resource}", EntityNames.Of(scene.Change.Entity.Id, scene.Telling(scene.Change.Entity.Id)), StringComparison.Ordinal)
            .Replace("{actor}", EntityNames.NameOf(scene.Change.Actor), StringComparison.Ordinal)
            .Replace("{value}", value, StringComparison.Ordinal);

    public static Severity SeverityOf(ImpactRule rule) => ImpactKnowledge.ParseSeverity(rule.Severity);

    public static FindingKind FindingOf(ImpactRule rule) => ImpactKnowledge.ParseFinding(rule.Finding ?? nameof(FindingKind.Misconfiguration));

    public static Gain? Row(ImpactRule rule, ImpactScene scene, bool certain) => rule.Can is null
        ? null
        : new()
        {
            Who = rule.Who == "internet" ? EntityNames.Internet : rule.Who == "anyone" ? EntityNames.Everyone : scene.Change.Actor,
            Can = rule.Can,
            What = scene.Change.Entity.Id.Value,
            Count = 1,
            Examples = [scene.Change.Entity.Id],
            Certainty = certain ? GainCertainty.Always : GainCertainty.Unknown,
        };

    /// <summary>The rule's thing came true: finding and gained row.</summary>
    public static void Holds(ImpactRule rule, ImpactScene scene, PartBuilder part, string value, IReadOnlyList<string> assumes)
    {
        part.Find(ImpactFinding.Assuming(FindingOf(rule), SeverityOf(rule), part.Entity, Fill(rule.Reason, scene, value), assumes));
        if (Row(rule, scene, assumes.Count == 0) is { } row)
        {
            part.Gain(row, SeverityOf(rule));
        }
    }

    /// <summary>The rule's thing ended: a lost row, and no finding.</summary>
    public static void Ended(ImpactRule rule, ImpactScene scene, PartBuilder part)
    {
        if (Row(rule, scene, certain: true) is { } row)
        {
            part.Lose(row, SeverityOf(rule));
        }
    }

    public static EntityId SourceId(string source) => AddressRange.TryParse(source, out _) ? EntityId.Address(source) : new(source);

    public static ValueArray<EntityId> Examples(IEnumerable<EntityId> entities) => entities.Take(Gain.ExamplesMax).ToValueArray();
}
