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
            CouldNotSee = BlindSpots(worlds, notable, gaps, answer).ToValueArray(),
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
    private static IEnumerable<BlindSpot> BlindSpots(IReadOnlyList<ShardWorld> worlds, IReadOnlyList<EventRecord> notable, IReadOnlyList<SourceGap> gaps, IncidentAnswer answer)
    {
        var general = worlds.Any(static world => world.Shard.Cloud == Cloud.Aws) ? [CoverageStage.ControlPolicies] : Array.Empty<BlindSpot>();
        return general.Concat(CoverageStage.BlindSpots(worlds, notable)).Concat(gaps.Select(static gap => gap.ToBlindSpot()))
            .Concat(answer.Incidents.SelectMany(static incident => incident.Evidence?.CouldNotSee ?? default)).Distinct();
    }
}
