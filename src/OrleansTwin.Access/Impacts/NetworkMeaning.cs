using OrleansTwin.Access.Exposures;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;

namespace OrleansTwin.Access.Impacts;

/// <summary>What a change of the network means for one entity behind it: ways in before and after.</summary>
internal static class NetworkMeaning
{
    public static void Read(EntityId entity, ImpactScene scene, PartBuilder part)
    {
        var before = ExposureStage.Of(entity, scene.Before, scene.Context).Entries;
        var after = ExposureStage.Of(entity, scene.After, scene.Context).Entries;
        foreach (var entry in after.Where(entry => !Has(before, entry)))
        {
            part.Gain(Row(entity, entry), entry.Weight);
            part.Find(ImpactFinding.Assuming(
                entry.Level == Exposure.Internet ? FindingKind.InternetExposed : FindingKind.ExternalAccess,
                entry.Weight, entity, $"{EntityNames.NameOf(entry.Who)} can {entry.Can} to {scene.Name(entity)}, through {entry.Via}", entry.Assumes));
        }

        foreach (var entry in before.Where(entry => !Has(after, entry)))
        {
            part.Lose(Row(entity, entry), entry.Weight);
        }
    }

    private static bool Has(IEnumerable<EntryPoint> entries, EntryPoint sought) =>
        entries.Any(entry => entry.Who == sought.Who && entry.Can == sought.Can && entry.Assumes.Count <= sought.Assumes.Count);

    private static Gain Row(EntityId entity, EntryPoint entry) => new()
    {
        Who = entry.Who,
        Can = entry.Can,
        What = entity.Value,
        Count = 1,
        Examples = [entity],
        Certainty = entry.Assumes.Count > 0 ? GainCertainty.Unknown : GainCertainty.Always,
        Via = [entry.Via],
    };
}
