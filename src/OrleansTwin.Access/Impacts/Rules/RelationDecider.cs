using OrleansTwin.Access.Exposures;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Signals;

namespace OrleansTwin.Access.Impacts.Rules;

/// <summary>Rules on relations that were set or ended, sharing with others among them.</summary>
internal static class RelationDecider
{
    public static void Added(ImpactRule rule, ImpactScene scene, PartBuilder part)
    {
        if (Difference(rule, scene.Before.View(part.Entity).Relations, scene.After.View(part.Entity).Relations).Count > 0)
        {
            RuleWords.Holds(rule, scene, part, string.Empty, []);
        }
    }

    /// <summary>The last relation of the kind ended, on an entity that lives on.</summary>
    public static void Removed(ImpactRule rule, ImpactScene scene, PartBuilder part)
    {
        if (scene.After.View(part.Entity).Life == EntityLife.Deleted)
        {
            return;
        }

        var kind = Enum.Parse<RelationKind>(rule.Relation!);
        var (had, has) = (scene.Before.RelationsOf(part.Entity, kind).Any(), scene.After.RelationsOf(part.Entity, kind).Any());
        if (!has && scene.Change.Relations.Any(relation => relation.Kind == kind && relation.Removed))
        {
            RuleWords.Holds(rule, scene, part, string.Empty, had ? [] : [$"that {EntityNames.Of(part.Entity, scene.After)} had one; it was set before the log begins"]);
        }
        else if (has && !had)
        {
            RuleWords.Ended(rule, scene, part);
        }
    }

    public static void Sharing(ImpactRule rule, ImpactScene scene, PartBuilder part)
    {
        var (before, after) = (scene.Before.View(part.Entity).Relations, scene.After.View(part.Entity).Relations);
        foreach (var to in Difference(rule, before, after))
        {
            Shared(rule, scene, part, to);
        }

        // A removal tells of a share even where its beginning was not seen.
        var ended = Difference(rule, after, before).Concat(scene.Change.Relations
            .Where(static relation => relation is { Kind: RelationKind.SharedWith, Removed: true } && !relation.To.IsNone)
            .Select(static relation => relation.To)).Distinct().Order();
        foreach (var to in ended.Where(to => !after.Any(r => r.Kind == RelationKind.SharedWith && r.To == to)))
        {
            if (Weight(rule, scene, part.Entity, to) is { } weight)
            {
                part.Lose(Row(rule, part.Entity, to, GainCertainty.Always), weight.Severity);
            }
        }
    }

    private static void Shared(ImpactRule rule, ImpactScene scene, PartBuilder part, EntityId to)
    {
        if (Weight(rule, scene, part.Entity, to) is not { } weight)
        {
            return;
        }

        var assumes = weight.Known ? Array.Empty<string>() : [$"that {EntityNames.NameOf(to)} holds accounts of others"];
        part.Find(ImpactFinding.Assuming(weight.Kind, weight.Severity, part.Entity, $"{scene.Name(part.Entity)} is shared with {EntityNames.NameOf(to)}, who can {rule.Can} it", assumes));
        part.Gain(Row(rule, part.Entity, to, weight.Known ? GainCertainty.Always : GainCertainty.Unknown), weight.Severity);
    }

    // Null: one's own account, nothing to say.
    private static (FindingKind Kind, Severity Severity, bool Known)? Weight(ImpactRule rule, ImpactScene scene, EntityId shared, EntityId to)
    {
        if (EntityNames.IsAnyone(to) || to == EntityNames.Internet)
        {
            return (FindingKind.InternetExposed, RuleWords.SeverityOf(rule), true);
        }

        var account = to.AccountOf();
        return account.Length == 0 ? (FindingKind.ExternalAccess, RuleWords.SeverityOf(rule), false)
            : Foreign.Is(account, shared, scene) ? (FindingKind.ExternalAccess, RuleWords.SeverityOf(rule), true)
            : null;
    }

    private static Gain Row(ImpactRule rule, EntityId shared, EntityId to, GainCertainty certainty) => new()
    {
        Who = to,
        Can = rule.Can ?? "use",
        What = shared.Value,
        Count = 1,
        Examples = [shared],
        Certainty = certainty,
    };

    private static List<EntityId> Difference(ImpactRule rule, IEnumerable<Twin.Views.RelationView> less, IEnumerable<Twin.Views.RelationView> more)
    {
        var kind = Enum.Parse<RelationKind>(rule.Relation!);
        var had = less.Where(r => r.Kind == kind).Select(static r => r.To).ToHashSet();
        return [.. more.Where(r => r.Kind == kind && !had.Contains(r.To)).Select(static r => r.To).Distinct().Order()];
    }
}
