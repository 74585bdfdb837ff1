using OrleansTwin.Access.Impacts.Abilities;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;
using OrleansTwin.Twin.Estates;

namespace OrleansTwin.Access.Impacts.Rules;

/// <summary>
/// A resource policy or trust policy changed. Who is let in before and after is evaluated for everyone the statements name; principals of
/// the estate itself get the change handed on, so that what it means for them is worked out with their own policies.
/// </summary>
internal static class ResourcePolicyDecider
{
    private const string Role = "AWS::IAM::Role";

    public static void Decide(ImpactRule rule, ImpactScene scene, PartBuilder part)
    {
        var (before, _) = Admitted(rule, scene, part.Entity, scene.Before);
        var (after, afterKnown) = Admitted(rule, scene, part.Entity, scene.After);
        var name = EntityNames.Of(part.Entity, scene.Telling(part.Entity));
        if (!afterKnown)
        {
            part.Find(ImpactFinding.Assuming(RuleWords.FindingOf(rule), Severity.Low, part.Entity, $"the policy of {name} changed", [$"that the new policy of {name}, which is not in the log or cannot be read, lets others in"]));
        }

        foreach (var (who, judgement) in after)
        {
            if (judgement.Verdict > (before.GetValueOrDefault(who)?.Verdict ?? Verdict.No))
            {
                Opened(rule, scene, part, who, judgement, name);
            }
        }

        foreach (var (who, judgement) in before)
        {
            if (afterKnown && judgement.Verdict > (after.GetValueOrDefault(who)?.Verdict ?? Verdict.No))
            {
                part.Lose(Row(rule, part.Entity, who, judgement), WeightOf(rule, scene, part.Entity, who) ?? Severity.Low);
            }
        }

        part.Next(Named(scene, part.Entity, before, after));
    }

    /// <summary>Principals of the estate that the policy names before or after.</summary>
    public static IReadOnlyList<EntityId> NamedBy(ImpactScene scene)
    {
        var resource = scene.Change.Entity.Id;
        return [.. RuleTrigger.Of(scene)
            .Where(static rule => rule.Decide == RuleDeciders.ResourcePolicy)
            .SelectMany(rule => Named(scene, resource, Admitted(rule, scene, resource, scene.Before).Admitted, Admitted(rule, scene, resource, scene.After).Admitted))
            .Distinct()
            .Order()];
    }

    private static void Opened(ImpactRule rule, ImpactScene scene, PartBuilder part, string who, Judgement judgement, string name)
    {
        var anyone = who == EntityNames.Anyone;
        var guard = anyone ? ValueDecider.Guarded(rule, scene) : [];
        if (guard is null)
        {
            return;
        }

        var weight = WeightOf(rule, scene, part.Entity, who);
        part.Gain(Row(rule, part.Entity, who, judgement), weight ?? Severity.Low);
        if (scene.TypeOf(part.Entity) == Role)
        {
            Stronger(scene, part, who, judgement, name);
        }

        // A provider that is let in under conditions on its subjects is how federation is meant to be.
        var federated = who.Contains(":oidc-provider/", StringComparison.Ordinal) || who.Contains(":saml-provider/", StringComparison.Ordinal) || !who.Contains(':', StringComparison.Ordinal) && who.Contains('.', StringComparison.Ordinal);
        if (weight is not { } severity || (federated && judgement.Verdict != Verdict.Always))
        {
            return;
        }

        var kind = anyone ? FindingKind.InternetExposed : FindingKind.ExternalAccess;
        var account = ResourceAdmission.AccountOf(who);
        var label = anyone ? EntityNames.NameOf(EntityNames.Everyone) : account == who || account.Length == 0 ? account.Length == 0 ? who : $"account {who}" : OfAccount(EntityNames.NameOf(new(who)), account);
        var assumes = judgement.Assumes.Concat(judgement.Conditions.Select(static condition => $"that the condition holds: {condition}")).Concat(guard);
        part.Find(ImpactFinding.Assuming(kind, severity, part.Entity, $"{label} can now {rule.Can} {name}", assumes));
    }

    // Whoever may now become a role that can do a great deal has that too.
    private static void Stronger(ImpactScene scene, PartBuilder part, string who, Judgement judgement, string name)
    {
        var powers = scene.AbilitiesAfter.Of(part.Entity).Powers;
        var power = AbilityKnowledge.Default.Powers.FirstOrDefault(power => powers.ContainsKey(power.Can) && ImpactKnowledge.ParseSeverity(power.Severity) >= Severity.High);
        if (power is null || who == part.Entity.Value)
        {
            return;
        }

        var assumes = judgement.Assumes.Concat(judgement.Conditions).Concat(powers[power.Can].Assumes).Concat(powers[power.Can].Conditions).ToList();
        if (ResourceAdmission.AccountOf(who) == who || who.EndsWith(":root", StringComparison.Ordinal))
        {
            assumes.Add($"that policies of {EntityNames.NameOf(EntityId.Account(ResourceAdmission.AccountOf(who)))} let somebody there assume {name}");
        }

        part.Find(ImpactFinding.Assuming(FindingKind.PrivilegeEscalation, Severity.High, part.Entity, $"{EntityNames.NameOf(new(who))} can now become {name}, which can {power.Can} the account", assumes));
    }

    // Null: nobody from outside.
    private static Severity? WeightOf(ImpactRule rule, ImpactScene scene, EntityId resource, string who)
    {
        if (who == EntityNames.Anyone)
        {
            return RuleWords.SeverityOf(rule);
        }

        var account = ResourceAdmission.AccountOf(who);
        return account.Length == 0 || Foreign.Is(account, resource, scene) || who.Contains(":oidc-provider/", StringComparison.Ordinal) ? RuleWords.SeverityOf(rule) : null;
    }

    private static Gain Row(ImpactRule rule, EntityId resource, string who, Judgement judgement) => new()
    {
        Who = ResourceAdmission.AccountOf(who) == who ? EntityId.Account(who) : new(who),
        Can = rule.Can ?? "use",
        What = resource.Value,
        Count = 1,
        Examples = [resource],
        Certainty = GainWords.CertaintyOf(judgement),
        Conditions = judgement.Conditions,
        Via = judgement.Via,
    };

    private static (IReadOnlyDictionary<string, Judgement> Admitted, bool Known) Admitted(ImpactRule rule, ImpactScene scene, EntityId resource, EstateAsOf estate)
    {
        var nobody = new Dictionary<string, Judgement>();
        var view = estate.View(resource);
        var attribute = view.Attribute(rule.Attribute!);
        if (attribute is null || view.Life == EntityLife.Deleted || attribute is { Known: true, Value: null, IsSet: false })
        {
            return (nobody, true);
        }

        var home = Foreign.HomeOf(resource, scene);
        var documents = attribute.IsSet ? attribute.Elements.Values : [attribute.Value];
        var all = new SortedDictionary<string, Judgement>(StringComparer.Ordinal);
        var known = attribute.Known || attribute.IsSet;
        foreach (var text in documents.Select(PolicyShape.Document))
        {
            if (text is null)
            {
                known = false;
                continue;
            }

            var admitted = ResourceAdmission.Of(scene.Context.Judge, resource, home, new($"the policy of {EntityNames.Of(resource, estate)}", text), ResourceAdmission.Asks(rule, resource), out var audience);
            known &= audience.Readable;
            foreach (var (who, judgement) in admitted)
            {
                all[who] = AbilityUnion.Better(all.GetValueOrDefault(who) ?? Judgement.No, judgement);
            }
        }

        return (all, known);
    }

    // The root of an account is named as the account itself.
    private static string OfAccount(string name, string account) => name == $"account {account}" ? name : $"{name} of account {account}";

    private static IEnumerable<EntityId> Named(ImpactScene scene, EntityId resource, IReadOnlyDictionary<string, Judgement> before, IReadOnlyDictionary<string, Judgement> after) =>
        before.Keys.Concat(after.Keys)
            .Where(who => scene.TypeOf(resource) != Role && scene.After.Estate.LogOf(new(who)) is not null && new EntityId(who).Kind == EntityKind.Identity)
            .Select(static who => new EntityId(who))
            .Distinct()
            .Order();
}
