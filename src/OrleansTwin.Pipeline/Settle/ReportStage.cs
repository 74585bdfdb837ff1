using OrleansTwin.Access.Trusts;
using OrleansTwin.Incidents;
using OrleansTwin.Incidents.Recognition;
using OrleansTwin.Incidents.Report;
using OrleansTwin.Incidents.Story;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Incidents;
using OrleansTwin.Model.Values;
using OrleansTwin.Twin.Estates;
using OrleansTwin.Twin.Lineage;
using OrleansTwin.Twin.State;

namespace OrleansTwin.Pipeline.Settle;

/// <summary>
/// The first report of a settled world. It reads states, mints, source counts and notable events only: what else a run kept depends on
/// how its records arrived.
/// </summary>
internal static class ReportStage
{
    /// <param name="notable">Notable events and evidence of signals.</param>
    public static FirstReport Of(
        IReadOnlyList<ShardWorld> worlds, IReadOnlyCollection<EntityState> states, IReadOnlyList<EventRecord> notable, EstateAsOf estate,
        IReadOnlyList<EntityView> entities, IReadOnlyList<Impact> impacts, IncidentAnswer answer, IReadOnlyList<SourceGap> gaps, IReadOnlySet<string> accounts)
    {
        var views = entities.ToDictionary(static entity => entity.Id);
        var own = worlds.Select(static world => world.Shard.Account).Concat(accounts).ToHashSet(StringComparer.Ordinal);
        var profiles = Profiles(worlds, states, notable, estate, own);
        var counts = worlds.SelectMany(static world => world.Sources.Counts).ToList();
        var sources = CoverageStage.Sources(worlds, gaps);
        var report = new FirstReport
        {
            From = counts.Count == 0 ? null : new DateTimeOffset(counts.Min(static count => count.FirstTicks), TimeSpan.Zero),
            To = counts.Count == 0 ? null : new DateTimeOffset(counts.Max(static count => count.LastTicks), TimeSpan.Zero),
            Events = counts.Sum(static count => count.Events),
            Accounts = CoverageStage.Accounts(worlds).ToValueArray(),
            Regions = CoverageStage.Regions(worlds).ToValueArray(),
            Sources = sources.ToValueArray(),
            Identities = profiles.Select(RecognitionStage.Recognise).ToValueArray(),
            OutsideTrusts = OutsideTrustStage.Of(estate, own),
            Impacts = impacts.ToValueArray(),
            Incidents = answer.Incidents,
            NotKnown = NotKnownStage.Of(entities).ToValueArray(),
            CouldNotSee = CouldNotSee(worlds, gaps, answer, sources).ToValueArray(),
            ViewOf = id => views.GetValueOrDefault(id),
        };
        var acting = profiles.Select(static profile => profile.Id).ToHashSet();
        var aws = worlds.Where(static world => world.Shard.Cloud == Cloud.Aws).Select(static world => world.Shard.Account);
        return report with { Administrators = AdministratorStage.Of(aws, estate, acting, report.Label) };
    }

    private static List<IdentityProfile> Profiles(IReadOnlyList<ShardWorld> worlds, IReadOnlyCollection<EntityState> states, IReadOnlyList<EventRecord> notable, EstateAsOf estate, IReadOnlySet<string> own)
    {
        var stage = new ProfileStage(worlds.SelectMany(static world => world.Mints), notable, own, id => TrustPolicies.AsksExternalId(id, estate));
        return [.. states.OrderBy(static state => state.Id).Select(stage.Of).OfType<IdentityProfile>()];
    }

    // What was not seen of everything comes first, then gaps, then what single incidents could not see.
    private static IEnumerable<ReportLine> CouldNotSee(
        IReadOnlyList<ShardWorld> worlds, IReadOnlyList<SourceGap> gaps, IncidentAnswer answer, IReadOnlyList<EvidenceSource> sources)
    {
        var accounts = worlds.Select(static world => world.Shard.Account).ToHashSet(StringComparer.Ordinal);
        var looked = sources.Select(static source => source.Name).ToValueArray();
        BlindSpot[] taken = worlds.Any(static world => world.Shard.Cloud == Cloud.Aws) ? [CoverageStage.ControlPolicies] : [];
        var general = taken.Concat(CoverageStage.BlindSpots(worlds, accounts)).ToList();
        var ofGaps = gaps.Select(static gap => (Spot: gap.ToBlindSpot(), Evidence: (ValueArray<string>)[gap.Event.Length > 0 ? gap.Event : gap.Source])).ToList();
        var told = general.Concat(ofGaps.Select(static gap => gap.Spot)).Select(static spot => spot.What).ToHashSet(StringComparer.Ordinal);
        var ofIncidents = answer.Incidents.SelectMany(static incident => (incident.Evidence?.CouldNotSee ?? default).Select(spot => (Spot: spot, incident.Id)))
            .Where(one => !told.Contains(one.Spot.What) && !IsGeneral(one.Spot))
            .GroupBy(static one => one.Spot)
            .Select(static group => (Spot: group.Key, Evidence: group.Select(static one => one.Id).Distinct(StringComparer.Ordinal).ToValueArray()));
        return general.Select(spot => (Spot: spot, Evidence: looked)).Concat(ofGaps).Concat(ofIncidents)
            .Select(static one => new ReportLine($"{one.Spot.What}: {one.Spot.Why}. To see it: {one.Spot.HowToEnable}", one.Evidence));

        // Of an incident's accounts the same is said as of all of them.
        bool IsGeneral(BlindSpot spot) => general.Any(known => known.Why == spot.Why && known.HowToEnable == spot.HowToEnable);
    }
}
