using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Entities;
using OrleansTwin.Twin.Views;

namespace OrleansTwin.Access.Impacts.Rules;

/// <summary>Rules on the value of an attribute, on elements taken out of a set, and on the end of an entity.</summary>
internal static class ValueDecider
{
    /// <summary>The attribute has a bad value now and had none before; or the other way round.</summary>
    public static void Decide(ImpactRule rule, ImpactScene scene, PartBuilder part)
    {
        var (before, after) = Views(rule, scene);
        if (scene.After.View(part.Entity).Life == EntityLife.Deleted)
        {
            return;
        }

        if (after is not null && Hidden.Is(after, part.Entity, scene.After))
        {
            RuleWords.Holds(rule, scene, part, "not known", [$"that the new value of {rule.Attribute}, which is not in the log, is one that matters"]);
            return;
        }

        var (was, now) = (BadValue(rule, before), BadValue(rule, after));
        if (now is not null && was is null)
        {
            var assumes = Guarded(rule, scene);
            if (assumes is not null)
            {
                RuleWords.Holds(rule, scene, part, JsonText.Plain(now) ?? now, assumes);
            }
        }
        else if (was is not null && now is null)
        {
            RuleWords.Ended(rule, scene, part);
        }
        else if (now is null && before is null && after is not null && rule.Can is not null && scene.Change.Kind != ChangeKind.Create)
        {
            // What stood before is not known: that it was bad is possible, so the row says unknown.
            part.Lose(RuleWords.Row(rule, scene, certain: false)!, RuleWords.SeverityOf(rule));
        }
    }

    public static void Life(ImpactRule rule, ImpactScene scene, PartBuilder part) => RuleWords.Holds(rule, scene, part, string.Empty, []);

    public static void ElementsRemoved(ImpactRule rule, ImpactScene scene, PartBuilder part)
    {
        if (scene.After.View(part.Entity).Life == EntityLife.Deleted)
        {
            return;
        }

        var (before, after) = Views(rule, scene);
        var gone = (before?.Elements.Keys ?? [])
            .Concat(scene.Change.Attributes.Where(a => a.Path == rule.Attribute && a.Op == AttributeOp.Remove && a.Element is not null).Select(static a => a.Element!))
            .Where(name => after?.Elements.ContainsKey(name) != true)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToList();
        if (gone.Count > 0)
        {
            RuleWords.Holds(rule, scene, part, string.Join(", ", gone), []);
        }
    }

    /// <summary>
    /// What a guard (a public access block) leaves of an effect: null when it stands and takes it all away, no assumption when it is
    /// known to be off, and one when it was not seen.
    /// </summary>
    public static IReadOnlyList<string>? Guarded(ImpactRule rule, ImpactScene scene) => GuardOf(rule.Guard, scene.After.View(scene.Change.Entity.Id), scene.Name(scene.Change.Entity.Id));

    public static IReadOnlyList<string>? GuardOf(string? guard, ConfigView view, string name)
    {
        if (guard is null)
        {
            return [];
        }

        var attribute = view.Attribute(guard);
        if (attribute is null or { Known: false, IsSet: false, Value: null })
        {
            return [$"that nothing blocks public access to {name}; its {guard} was not seen"];
        }

        var flags = Scalars(attribute, null);
        return flags.Count > 0 && flags.All(static flag => flag == "true") ? null : [];
    }

    private static (AttributeView? Before, AttributeView? After) Views(ImpactRule rule, ImpactScene scene) =>
        (scene.Before.View(scene.Change.Entity.Id).Attribute(rule.Attribute!), scene.After.View(scene.Change.Entity.Id).Attribute(rule.Attribute!));

    private static string? BadValue(ImpactRule rule, AttributeView? attribute)
    {
        if (attribute is null or { Known: false, IsSet: false, Value: null })
        {
            return null;
        }

        if (rule.BadWhenGone && attribute is { Known: true, Value: null, IsSet: false })
        {
            return "gone";
        }

        var values = rule.Member is not null || rule.Anywhere ? Scalars(attribute, rule.Member) : attribute.Value is { } value ? [value] : [];
        return values.FirstOrDefault(rule.Bad.Contains);
    }

    private static List<string> Scalars(AttributeView attribute, string? member) =>
        [.. JsonText.Scalars(attribute.Value, member), .. attribute.Elements.SelectMany(pair => Element(pair.Key, pair.Value, member))];

    // An element named like the member holds its value: {blockPublicAcls: true} written element by element.
    private static IReadOnlyList<string> Element(string name, string? value, string? member) =>
        JsonText.Scalars(value, member is not null && string.Equals(name, member, StringComparison.OrdinalIgnoreCase) ? null : member);
}
