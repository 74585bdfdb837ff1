using System.Globalization;
using OrleansTwin.Access.Impacts.Abilities;
using OrleansTwin.Access.Impacts.Rules;
using OrleansTwin.Access.Jewels;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Access.Impacts;

/// <summary>
/// What a change of permissions means for one principal or workload: its abilities before and after, the rows of the difference,
/// and the findings on what was gained.
/// </summary>
internal static class AbilityMeaning
{
    /// <summary>Stores named one by one up to this many; more become one row with examples.</summary>
    private const int SingleRowsMax = 10;

    public static void Read(EntityId entity, ImpactScene scene, PartBuilder part)
    {
        var (before, after) = scene.Abilities(entity);
        var gains = AbilityDelta.Of(before, after);
        var losses = AbilityDelta.Of(after, before);
        var doubt = Doubt(entity, scene, before, after);
        var doubtOfLoss = Fresh(before, after).Select(static unseen => unseen.Why).ToList();
        foreach (var (gain, weight) in Rows(entity, gains, scene.AbilitiesAfter.Shelf, doubt))
        {
            part.Gain(gain, weight);
        }

        foreach (var (gain, weight) in Rows(entity, losses, scene.AbilitiesBefore.Shelf, doubtOfLoss))
        {
            part.Lose(gain, weight);
        }

        Findings(entity, scene, gains, part, doubt);
        part.Complete &= !scene.AbilitiesAfter.Shelf.Cut && !scene.AbilitiesBefore.Shelf.Cut;
        part.Next(Stores(scene, gains).Concat(Stores(scene, losses)));
    }

    /// <summary>What the change means for one store that is a jewel: who of those it concerns can do what with it now, and could before.</summary>
    public static void ReadStore(KnownStore store, IReadOnlyList<EntityId> who, ImpactScene scene, PartBuilder part)
    {
        foreach (var entity in who)
        {
            foreach (var ability in store.Kind.Abilities)
            {
                var before = scene.AbilitiesBefore.On(entity, store, ability);
                var after = scene.AbilitiesAfter.On(entity, store, ability);
                if (after.Verdict > before.Verdict)
                {
                    var doubt = Doubt(entity, scene, scene.CouldBefore(entity), scene.AbilitiesAfter.Of(entity));
                    part.Gain(StoreRow(entity, ability.Can, store.Id, after, doubt), WeightOf(store.Jewel));
                    Jewel(entity, scene, ability.Can, store, after, doubt, part);
                }
                else if (before.Verdict > after.Verdict)
                {
                    part.Lose(StoreRow(entity, ability.Can, store.Id, before, []), WeightOf(store.Jewel));
                }
            }
        }
    }

    // What an entity was before it was first seen is not known; an API that only succeeds where there was nothing tells it.
    private static IReadOnlyList<string> Doubt(EntityId entity, ImpactScene scene, AbilitySet before, AbilitySet after)
    {
        var own = Fresh(after, before).ToList();
        return own.Count == 0 || RuleTrigger.Of(scene).Any(rule => rule.AbsentBefore.Contains(scene.Change.Action)) && entity == scene.Change.Entity.Id
            ? []
            : [.. own.Select(unseen => $"that {scene.Name(entity)} could not do so already: {unseen.Why}")];
    }

    // What may grant in one set and is not in the other.
    private static IEnumerable<UnseenGrant> Fresh(AbilitySet than, AbilitySet set) =>
        set.Unseen.Where(unseen => unseen.Grants && than.Unseen.All(known => known.What != unseen.What));

    private static IEnumerable<(Gain Row, Severity Weight)> Rows(EntityId entity, AbilityDelta delta, StoreShelf shelf, IReadOnlyList<string> doubt)
    {
        foreach (var range in delta.Ranges)
        {
            var stores = range.Each.Select(pair => (Store: shelf.Find(pair.Key), pair.Value)).OrderByDescending(static s => JewelLevel.RankOf(s.Store?.Jewel?.Level)).ThenBy(static s => s.Store?.Id).ToList();
            foreach (var (store, judgement) in stores.Where(static s => s.Store?.Jewel is not null))
            {
                yield return (StoreRow(entity, range.Can, store!.Id, judgement, doubt), WeightOf(store.Jewel));
            }

            if (range.Every is { } every)
            {
                yield return (Row(entity, range.Can, range.Pattern, every, stores.Count, stores.Select(static s => s.Store!.Id), doubt), Severity.Medium);
                continue;
            }

            var plain = stores.Where(static s => s.Store?.Jewel is null).ToList();
            if (plain.Count <= SingleRowsMax)
            {
                foreach (var (store, judgement) in plain)
                {
                    yield return (StoreRow(entity, range.Can, store!.Id, judgement, doubt), Severity.Low);
                }
            }
            else
            {
                yield return (Row(entity, range.Can, range.Kind.Type, plain[0].Value, plain.Count, plain.Select(static s => s.Store!.Id), doubt), Severity.Low);
            }
        }

        foreach (var (power, judgement) in delta.Powers)
        {
            yield return (Row(entity, power.Can, EntityId.Account(entity.AccountOf()).Value, judgement, 1, [], doubt), ImpactKnowledge.ParseSeverity(power.Severity));
        }

        foreach (var unseen in delta.Unseen)
        {
            yield return (new() { Who = entity, Can = AbilityStage.NotKnown, What = unseen.What, Certainty = GainCertainty.Unknown, Conditions = [unseen.Why] }, Severity.Info);
        }
    }

    private static Gain StoreRow(EntityId entity, string can, EntityId store, Judgement judgement, IReadOnlyList<string> doubt) =>
        Row(entity, can, store.Value, judgement, 1, [store], doubt);

    private static Gain Row(EntityId entity, string can, string what, Judgement judgement, int count, IEnumerable<EntityId> examples, IReadOnlyList<string> doubt) => new()
    {
        Who = entity,
        Can = can,
        What = what,
        Count = count,
        Examples = RuleWords.Examples(examples),
        Certainty = doubt.Count > 0 ? GainCertainty.Unknown : GainWords.CertaintyOf(judgement),
        Conditions = judgement.Conditions,
        Via = judgement.Via,
    };

    private static void Findings(EntityId entity, ImpactScene scene, AbilityDelta gains, PartBuilder part, IReadOnlyList<string> doubt)
    {
        foreach (var range in gains.Ranges)
        {
            Range(entity, scene, range, part, doubt);
        }

        foreach (var (power, judgement) in gains.Powers)
        {
            part.Find(ImpactFinding.Assuming(
                ImpactKnowledge.ParseFinding(power.Finding), ImpactKnowledge.ParseSeverity(power.Severity), entity,
                $"{scene.Name(entity)} can now {power.Can} the account{Through(judgement)}", [.. GainWords.AssumesOf(judgement), .. doubt]));
        }

        foreach (var unseen in gains.Unseen)
        {
            part.Find(ImpactFinding.Assuming(FindingKind.HighPrivileges, Severity.Low, entity, $"{scene.Name(entity)} can now do something that is not known", [unseen.Why]));
        }
    }

    private static void Range(EntityId entity, ImpactScene scene, RangeDelta range, PartBuilder part, IReadOnlyList<string> doubt)
    {
        var name = scene.Name(entity);
        var jewels = 0;
        foreach (var (id, judgement) in range.Each)
        {
            if (scene.AbilitiesAfter.Shelf.Find(id) is { Jewel: not null } store)
            {
                jewels++;
                Jewel(entity, scene, range.Can, store, judgement, doubt, part);
            }
        }

        if (range.Every is { } every)
        {
            var grade = jewels > 0 ? "jewel" : range.Each.Count > 0 ? "some" : "none";
            part.Find(ImpactFinding.Assuming(
                FindingKind.OverPermissive, ImpactKnowledge.Default.Weight("overPermissive", grade), entity,
                $"{name} can now {range.Can} every {range.Kind.Noun} of the account, known or not{Through(every)}", [.. GainWords.AssumesOf(every), .. doubt]));
        }

        var best = range.Each.Select(static pair => pair.Value).Append(range.Every ?? Judgement.No).Aggregate(AbilityUnion.Better);
        var what = range.Each.Count switch
        {
            0 => $"any {range.Kind.Noun} there may be",
            1 => scene.Name(range.Each[0].Key),
            var count => string.Create(CultureInfo.InvariantCulture, $"{count} {range.Kind.Noun}s"),
        };
        part.Find(ImpactFinding.Assuming(
            FindingKind.DataAccess, ImpactKnowledge.Default.Weight("dataAccess", range.Each.Count > 0 ? "some" : "none"), entity,
            $"{name} can now {range.Can} {what}{Through(best)}", [.. GainWords.AssumesOf(best), .. doubt]));
    }

    private static void Jewel(EntityId entity, ImpactScene scene, string can, KnownStore store, Judgement judgement, IReadOnlyList<string> doubt, PartBuilder part)
    {
        var jewel = store.Jewel!;
        var assumes = GainWords.AssumesOf(judgement).Concat(doubt);
        if (jewel.Basis == JewelBasis.Candidate)
        {
            assumes = assumes.Append($"that {scene.Name(store.Id)} is a crown jewel: {jewel.Why}");
        }

        part.Find(ImpactFinding.Assuming(
            FindingKind.CrownJewelAccess, WeightOf(jewel), entity,
            $"{scene.Name(entity)} can now {can} {scene.Name(store.Id)}, {jewel.Phrase()}{Through(judgement)}", assumes));
    }

    private static Severity WeightOf(CrownJewel? jewel) => jewel is null ? Severity.Low : ImpactKnowledge.Default.Weight("crownJewel", jewel.Level);

    private static string Through(Judgement judgement) => judgement.Via.IsEmpty ? string.Empty : $", through {string.Join(", ", judgement.Via)}";

    private static IEnumerable<EntityId> Stores(ImpactScene scene, AbilityDelta delta) =>
        delta.Ranges.SelectMany(static range => range.Each.Select(static pair => pair.Key)).Distinct()
            .OrderByDescending(id => JewelLevel.RankOf(scene.AbilitiesAfter.Shelf.Find(id)?.Jewel?.Level))
            .ThenBy(static id => id);
}
