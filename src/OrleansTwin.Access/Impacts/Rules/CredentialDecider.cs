using OrleansTwin.Access.Impacts.Abilities;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Signals;

namespace OrleansTwin.Access.Impacts.Rules;

/// <summary>
/// A key or password made for somebody else: whoever made it can act as them. Where they can do more than the maker, it is a way to more.
/// </summary>
internal static class CredentialDecider
{
    public static void Decide(ImpactRule rule, ImpactScene scene, PartBuilder part)
    {
        var actor = scene.Change.Actor;
        if (actor.IsNone || actor == part.Entity || actor.Kind != Model.Ids.EntityKind.Identity)
        {
            return;
        }

        if (!Made(rule, scene, out var ended))
        {
            if (ended)
            {
                part.Lose(RuleWords.Row(rule, scene, certain: true)!, RuleWords.SeverityOf(rule));
            }

            return;
        }

        RuleWords.Holds(rule, scene, part, string.Empty, []);
        var (theirs, own) = (scene.AbilitiesAfter.Of(part.Entity), scene.AbilitiesAfter.Of(actor));
        foreach (var power in AbilityKnowledge.Default.Powers)
        {
            var now = theirs.Powers.GetValueOrDefault(power.Can) ?? Judgement.No;
            var had = own.Powers.GetValueOrDefault(power.Can) ?? Judgement.No;
            if (now.Verdict > had.Verdict && ImpactKnowledge.ParseSeverity(power.Severity) >= Severity.High)
            {
                var name = EntityNames.NameOf(actor);
                var assumes = now.Assumes.Concat(now.Conditions).Concat(own.Unseen.Select(unseen => $"that {name} could not do so already: {unseen.Why}"));
                part.Find(ImpactFinding.Assuming(FindingKind.PrivilegeEscalation, Severity.High, part.Entity, $"{name} can now act as {scene.Name(part.Entity)}, who can {power.Can} the account", assumes));
                return;
            }
        }
    }

    private static bool Made(ImpactRule rule, ImpactScene scene, out bool ended)
    {
        ended = false;
        if (rule.Attribute is not null)
        {
            var set = scene.Change.Attributes.Where(a => a.Path == rule.Attribute).ToList();
            ended = set.Count > 0 && set.All(static a => a.Op is AttributeOp.Remove or AttributeOp.Clear || a.Value is "false");
            var made = !ended && set.Count > 0;
            ended &= scene.Change.Kind != ChangeKind.Create;
            return made;
        }

        var kind = Enum.Parse<RelationKind>(rule.Relation!);
        ended = scene.Change.Kind != ChangeKind.Delete && scene.Change.Relations.Any(relation => relation.Kind == kind && relation.Removed);
        return scene.Change.Relations.Any(relation => relation.Kind == kind && !relation.Removed
            && !scene.Before.RelationsOf(scene.Change.Entity.Id, kind).Any(had => had.To == relation.To));
    }
}
