using OrleansTwin.Incidents.Text;

namespace OrleansTwin.Pipeline.Coverage;

/// <summary>Whether and how fast a kind of record is seen in a place, in any cloud, and what would change that.</summary>
public sealed class RecordSight(CallSight calls, Arrivals arrivals, LoggingKnowledge knowledge)
{
    public (Seen Seen, IReadOnlyList<Advice> Advice) Of(NeededRecord record, string account, string region)
    {
        if (record.Call is { } call)
        {
            var seen = calls.Of(call, account, region, call.Resource is { } resource ? new(resource) : default);
            return (seen, [.. AdviceStage.For(seen, call, account, region, calls.Trails).Where(_ => seen.Sighting >= Sighting.NotAtAll)]);
        }

        var other = knowledge.OtherOf(record.Format);
        if (record.IsData ? arrivals.AnyData(record.Format) : arrivals.CountOf(record.Format) > 0)
        {
            return (new(knowledge.ClassOf(other?.Seconds ?? int.MaxValue), SeenBasis.Records, other is null ? "such records came" : $"such records came; typically {other.Words}"), []);
        }

        return (
            new(Sighting.Unknown, SeenBasis.Nothing, $"no record of it came ({other?.Name ?? record.Format.ToString()}), and its settings are not known here"),
            other is null ? [] : [new(other.HowTo, BashCommand.Of([.. other.Tells ?? []]))]);
    }
}
