using System.Globalization;
using OrleansTwin.Incidents.Text;
using OrleansTwin.Model.Incidents;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Incidents.Story;

/// <summary>Which sources cover the incident's time, and what could not be seen.</summary>
internal static class EvidenceStage
{
    /// <summary>Data stores named one by one; more are summed up.</summary>
    private const int StoresNamedMax = 10;

    /// <summary>Gaps of one source that are told.</summary>
    private const int GapsMax = 50;

    private const int GapTextMax = 400;

    public static IncidentEvidence Of(StoryContext story)
    {
        var accounts = story.Events.Select(static record => record.Account).Concat(story.Group.Signals.Select(static signal => signal.Subject.AccountOf())).Where(static account => account.Length > 0).ToHashSet(StringComparer.Ordinal);
        var own = story.World.SourcesOf(accounts);
        var names = own.Select(static source => source.Name).ToHashSet(StringComparer.Ordinal);
        var gaps = story.World.Gaps.Where(gap => names.Contains(gap.Source) && gap.Overlaps(story.FirstSeen, story.LastSeen)).OrderBy(static gap => gap.From).ThenBy(static gap => gap.Event, StringComparer.Ordinal).ToList();
        var sources = own.Where(source => source.From <= story.LastSeen && source.To >= story.FirstSeen)
            .Select(source => source with { Gaps = gaps.Where(gap => gap.Source == source.Name).Take(GapsMax).Select(static gap => HostileText.Plain(gap.ToString(), GapTextMax)).ToValueArray() })
            .OrderBy(static source => source.Name, StringComparer.Ordinal).ThenBy(static source => source.From).ToValueArray();
        var blind = story.World.BlindSpotsOf(accounts).Concat(UnloggedStores(story)).Concat(Lineage(story)).Concat(Cuts(story)).Concat(Late(story)).Concat(gaps.Take(GapsMax).Select(Told)).Concat(story.Impacts.Count > 0 ? story.World.AccessAssumptions : [])
            .Distinct().OrderBy(static spot => spot.What, StringComparer.Ordinal).ThenBy(static spot => spot.Why, StringComparer.Ordinal);
        return new(sources, blind.ToValueArray());
    }

    private static IEnumerable<BlindSpot> UnloggedStores(StoryContext story)
    {
        var stores = ReachStage.Worst(story).Where(id => StoryKnowledge.Current.IsDataStore(story.TypeOf(id))).ToList();
        var unseen = stores.Select(id => (Id: id, Logged: story.World.ReadsLogged(id))).Where(static store => store.Logged != true).ToList();
        foreach (var (id, logged) in unseen.Take(StoresNamedMax))
        {
            yield return new(
                $"Reads of {story.LabelOf(id)}",
                logged == false ? "no trail that the twin knows logs data events for it, so a read may leave no record" : "whether reads of its content are logged is not known",
                StoryKnowledge.Current.HasDataEvents(story.TypeOf(id)) ? "CloudTrail: an event selector for data events of this resource" : "the service's own log of reads, where it has one");
        }

        if (unseen.Count > StoresNamedMax)
        {
            yield return new(
                string.Create(CultureInfo.InvariantCulture, $"Reads of {unseen.Count - StoresNamedMax} more data stores in reach"),
                "reads of their content are not known to be logged",
                "CloudTrail: event selectors for data events; the services' own logs of reads where they have none");
        }
    }

    private static IEnumerable<BlindSpot> Lineage(StoryContext story) =>
        story.Group.Signals.Select(static signal => signal.Actor?.Behind).Where(static behind => behind is not null && !behind.Missing.IsEmpty)
            .SelectMany(behind => behind!.Missing.Select(missing => new BlindSpot($"Who stands behind {story.LabelOf(behind.Id)}", HostileText.Plain(missing), "a source identity on role sessions, and the logs of the account that began the session")));

    // DESIGN §5, "Later than lateness".
    private static IEnumerable<BlindSpot> Late(StoryContext story)
    {
        var late = story.Events.Select(static record => record.Id).Concat(story.Group.Signals.SelectMany(static signal => signal.Evidence))
            .Where(story.World.LateEvents.Contains).Distinct(StringComparer.Ordinal).Count();
        if (late > 0)
        {
            yield return new(
                $"How the incident looked before {Durations.Count(late, "record")} of it came",
                "they came later behind other records of their account than the lateness set for it; alerts sent before that were decided without them",
                "see on the sources page how late each source delivers");
        }
    }

    private static IEnumerable<BlindSpot> Cuts(StoryContext story)
    {
        if (!story.Reach.Complete)
        {
            yield return new("Everything in reach", "the search was cut at its bounds", "ask for the reach of one foothold at a time");
        }
    }

    private static BlindSpot Told(SourceGap gap)
    {
        var spot = gap.ToBlindSpot();
        return new(HostileText.Plain(spot.What, GapTextMax), HostileText.Plain(spot.Why, GapTextMax), spot.HowToEnable);
    }
}
