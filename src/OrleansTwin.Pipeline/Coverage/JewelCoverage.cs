using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Pipeline.Coverage;

/// <summary>How reads of one crown jewel and changes of it would be seen.</summary>
internal static class JewelCoverage
{
    public static JewelRow Of(EntityView jewel, CallSight sight, Arrivals arrivals, LoggingKnowledge knowledge, CoverageLimits limits)
    {
        var (account, region) = (jewel.Account ?? jewel.Id.AccountOf(), jewel.Region ?? (Arn.TryParse(jewel.Id.Value, out var arn) ? arn.Region : string.Empty));
        var store = knowledge.StoreOf(jewel.Type);
        var (reads, changes, advice) = jewel.Cloud == Cloud.Aws
            ? Aws(jewel, store, account, region, sight)
            : Other(jewel, arrivals);
        return new(jewel.Id, jewel.Type, account, region.Length > 0 ? region : null, jewel.CrownJewel!.Level, jewel.CrownJewel.Basis, Whole(reads, changes), reads, changes, advice.Distinct().Take(limits.AdviceMax).ToValueArray());
    }

    /// <summary>Of reads; where those leave no record, what is left is the change.</summary>
    public static Sighting Whole(Seen reads, Seen changes) => (reads.Sighting, changes.Sighting) switch
    {
        (Sighting.NotAtAll, Sighting.InSeconds or Sighting.InMinutes) => Sighting.ChangeOnly,
        (Sighting.NotAtAll, Sighting.Unknown) => Sighting.Unknown,
        _ => reads.Sighting,
    };

    private static (Seen Reads, Seen Changes, IEnumerable<Advice> Advice) Aws(EntityView jewel, StoreLogging? store, string account, string region, CallSight sight)
    {
        RecordedCall write = new(false, false, store?.Source);
        var changes = sight.Of(write, account, region);
        var ofChanges = AdviceStage.For(changes, write, account, region, sight.Trails);
        if (store is null)
        {
            return (new(Sighting.Unknown, SeenBasis.Nothing, $"how reads of {jewel.Type} are recorded is not known here"), changes, ofChanges);
        }

        if (store.ReadOf(jewel.Id.Value) is not { } read)
        {
            return (new(Sighting.NotAtAll, SeenBasis.Documentation, "no cloud log records reads of its content; a log of the service itself may"), changes, ofChanges.Prepend(new(store.HowTo!)));
        }

        var reads = sight.Of(read, account, region, jewel.Id);
        return (reads, changes, AdviceStage.For(reads, read, account, region, sight.Trails).Concat(ofChanges));
    }

    // Settings of the other clouds are not derived: what came is proof, silence is not.
    private static (Seen Reads, Seen Changes, IEnumerable<Advice> Advice) Other(EntityView jewel, Arrivals arrivals)
    {
        var howTo = jewel.Cloud == Cloud.Azure ? "ask for the diagnostic settings of the resource" : "ask for auditConfigs of the project and its parents";
        string[] command = jewel.Cloud == Cloud.Azure ? ["az", "monitor", "diagnostic-settings", "list", "--resource", jewel.Id.Value] : [];
        var unknown = new Seen(Sighting.Unknown, SeenBasis.Nothing, "its log settings are not known here");
        return (Came(true), Came(false), [new(howTo, Incidents.Text.BashCommand.Of(command))]);

        Seen Came(bool readOnly) => arrivals.LastOn(jewel.Id, readOnly) is { } last
            ? new(Sighting.InMinutes, SeenBasis.Records, $"such records came, last {last.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture)}")
            : unknown;
    }
}
