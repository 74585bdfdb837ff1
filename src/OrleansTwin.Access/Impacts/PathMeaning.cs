using OrleansTwin.Access.Exposures;
using OrleansTwin.Access.Impacts.Abilities;
using OrleansTwin.Access.Jewels;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Ids;
using OrleansTwin.Twin.Estates;

namespace OrleansTwin.Access.Impacts;

/// <summary>
/// Ways from outside over one workload to a crown jewel, as sentences, before and after: what a change opened and closed.
/// </summary>
internal static class PathMeaning
{
    private const int EntriesMax = 8;
    private const int JewelsMax = 8;

    public static void Read(EntityId entity, ImpactScene scene, PartBuilder part)
    {
        var before = Paths(entity, scene.Before, scene.AbilitiesBefore, scene.Context);
        var after = Paths(entity, scene.After, scene.AbilitiesAfter, scene.Context);
        foreach (var path in after.Except(before, StringComparer.Ordinal))
        {
            part.Open(path);
        }

        foreach (var path in before.Except(after, StringComparer.Ordinal))
        {
            part.Close(path);
        }
    }

    private static List<string> Paths(EntityId entity, EstateAsOf estate, AbilityReader abilities, ImpactContext context)
    {
        var entries = ExposureStage.Of(entity, estate, context).Entries.Where(static entry => entry.Level == Exposure.Internet).Take(EntriesMax).ToList();
        if (entries.Count == 0)
        {
            return [];
        }

        var jewels = abilities.Of(entity).Ranges.Values
            .SelectMany(range => range.Each.Select(pair => (range.Can, Store: abilities.Shelf.Find(pair.Key), Judgement: pair.Value)))
            .Where(static reach => reach.Store?.Jewel is not null)
            .OrderByDescending(static reach => JewelLevel.RankOf(reach.Store!.Jewel!.Level))
            .ThenBy(static reach => reach.Store!.Id)
            .ThenBy(static reach => reach.Can, StringComparer.Ordinal)
            .Take(JewelsMax)
            .ToList();
        var paths = new List<string>();
        foreach (var entry in entries)
        {
            foreach (var (can, store, judgement) in jewels)
            {
                var through = string.Concat(judgement.Via.Select(static via => $" → {via}"));
                var doubt = entry.Assumes.Count > 0 || judgement.Verdict != Verdict.Always ? " (possible)" : string.Empty;
                paths.Add($"{EntityNames.NameOf(entry.Who)} → {entry.Can} → {EntityNames.Of(entity, estate)}{through} → {can} {EntityNames.Of(store!.Id, estate)}{doubt}");
            }
        }

        return paths;
    }
}
