using OrleansTwin.Incidents.Story;
using OrleansTwin.Incidents.Text;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Twin.Estates;
using OrleansTwin.Twin.State;

namespace OrleansTwin.Pipeline.Settle;

/// <summary>
/// Times in which a source recorded nothing or less: as the records themselves say: a trail stopped, deleted or narrowed, a flow log
/// deleted, windows that a flow log calls skipped; and times in which a source was silent against its own rhythm (<see cref="SilenceStage"/>).
/// </summary>
public static class GapStage
{
    private const string TrailType = "AWS::CloudTrail::Trail";
    private const string FlowLogType = "AWS::EC2::FlowLog";
    private const string Logging = "logging";
    private const string Selectors = "eventSelectors";
    private const string StartAgain = "start the trail again (cloudtrail:StartLogging), or read another trail of the account";
    private const string TrailAnew = "create a trail again, or read another trail of the account";
    private const string Widen = "select these events again (cloudtrail:PutEventSelectors), or read another trail of the account";
    private const string FlowAnew = "create a flow log for it again (ec2:CreateFlowLogs)";
    private const string NothingBack = "nothing brings the records back; a shorter aggregation interval or another log of the same traffic may hold it";

    /// <param name="writes">Notable events, for whether records of a gap came all the same.</param>
    public static IReadOnlyList<SourceGap> Of(IReadOnlyList<ShardWorld> worlds, IEstate estate, IEnumerable<EventRecord> writes)
    {
        var gaps = new List<SourceGap>();
        var recorded = writes.Where(static record => record.Source == RecordFormat.CloudTrail).ToLookup(static record => record.Account, static record => record.Time, StringComparer.Ordinal);
        foreach (var id in estate.OfType(TrailType))
        {
            gaps.AddRange(Trail(id, estate.LogOf(id)!).Select(gap => Qualified(gap, recorded[id.AccountOf()])));
        }

        foreach (var id in estate.OfType(FlowLogType))
        {
            gaps.AddRange(FlowLog(id, estate.LogOf(id)!));
        }

        foreach (var world in worlds)
        {
            gaps.AddRange(world.Sources.Lost.Select(lost => new SourceGap(
                CoverageStage.NameOf(lost.Source, world.Shard.Account), lost.From, lost.To, $"traffic of {EntityLabel.Of(lost.Of)}", "the flow log says that records of this window were skipped (SKIPDATA)", NothingBack, lost.At.EventId)));
        }

        gaps.AddRange(SilenceStage.Of(worlds, gaps));
        return [.. gaps.OrderBy(static gap => gap.From).ThenBy(static gap => gap.Event, StringComparer.Ordinal).ThenBy(static gap => gap.What, StringComparer.Ordinal)];
    }

    private static List<SourceGap> Trail(EntityId id, ChangeLog log)
    {
        var source = CoverageStage.NameOf(RecordFormat.CloudTrail, id.AccountOf());
        var (gaps, name) = (new List<SourceGap>(), EntityLabel.Of(id));
        SourceGap? off = null;
        SourceGap? narrow = null;
        TrailSelection? selection = null;
        foreach (var (at, change) in log.Entries.Where(static entry => entry.Value is { Kind: not ChangeKind.Refer, Basis: KnowledgeBasis.Write }))
        {
            if (change.Kind == ChangeKind.Delete)
            {
                (off, narrow, selection) = (Moved(gaps, off, at, new(source, at.Time, null, $"what trail {name} would have recorded", Said("was deleted", change), TrailAnew, at.EventId)), Moved(gaps, narrow, at, null), null);
                continue;
            }

            selection = change.Kind == ChangeKind.Create ? TrailSelection.Default : selection;
            foreach (var attribute in change.Attributes)
            {
                if (attribute.Path == Logging && change.Kind != ChangeKind.Create)
                {
                    off = attribute.Value == "true" ? Moved(gaps, off, at, null)
                        : off ?? new(source, at.Time, null, $"what trail {name} would have recorded", Said("was stopped", change), StartAgain, at.EventId);
                }
                else if (attribute.Path == Selectors)
                {
                    var next = attribute.Op == AttributeOp.Set ? TrailSelection.Parse(attribute.Value) : null;
                    narrow = Moved(gaps, narrow, at, next is not null && Narrower(selection, next) is { } what ? new(source, at.Time, null, $"{what} by trail {name}", Said("was set to record less", change), Widen, at.EventId) : null);
                    selection = next;
                }
            }
        }

        return [.. gaps.Concat(new[] { off, narrow }.OfType<SourceGap>())];
    }

    // What is missing by itself, whatever was recorded before; data events only where they were recorded before.
    private static string? Narrower(TrailSelection? before, TrailSelection now)
    {
        var lost = before is null ? [] : before.Kinds.Except(now.Kinds, StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return (now.Reads, now.Writes) switch
        {
            (false, false) => "management events",
            (true, false) => "management events that write",
            (false, true) => "management events that only read",
            _ => lost.Count > 0 ? $"data events of {string.Join(", ", lost)}" : null,
        };
    }

    private static IEnumerable<SourceGap> FlowLog(EntityId id, ChangeLog log)
    {
        var watched = string.Empty;
        foreach (var (at, change) in log.Entries)
        {
            var watches = change.Relations.Where(static relation => relation is { Kind: RelationKind.Watches, Removed: false }).Select(static relation => EntityLabel.Of(relation.To)).ToList();
            watched = watches.Count > 0 ? string.Join(", ", watches) : watched;
            if (change is { Kind: ChangeKind.Delete, Basis: KnowledgeBasis.Write })
            {
                var what = watched.Length > 0 ? $"traffic of {watched}" : "traffic of what it watched (its creation was not seen, so that is not known)";
                yield return new(CoverageStage.NameOf(RecordFormat.VpcFlow, id.AccountOf()), at.Time, null, $"{what} in flow log {EntityLabel.Of(id)}", Said("was deleted", change), FlowAnew, at.EventId);
            }
        }
    }

    /// <summary>Ends the gap that is open, and gives the one that begins.</summary>
    private static SourceGap? Moved(List<SourceGap> gaps, SourceGap? open, EventOrder at, SourceGap? next)
    {
        if (open is not null)
        {
            gaps.Add(open with { To = at.Time });
        }

        return next;
    }

    private static SourceGap Qualified(SourceGap gap, IEnumerable<DateTimeOffset> recorded) =>
        recorded.Any(time => time > gap.From && (gap.To is null || time < gap.To)) ? gap with { Why = $"{gap.Why}; records of the account after that came from elsewhere, or were not covered by it" } : gap;

    private static string Said(string what, ResourceChange change) =>
        $"it {what} ({change.Action.Split(':')[^1]}{(change.Actor.IsNone ? string.Empty : $" by {EntityLabel.Of(change.Actor)}")})";
}
