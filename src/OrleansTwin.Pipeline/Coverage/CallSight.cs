using System.Globalization;
using OrleansTwin.Incidents.Text;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Pipeline.Coverage;

/// <summary>
/// Whether and how fast a call in AWS is seen: what the trails are set to record, and what came. Records that came after the last change of
/// every trail in question are proof that something records such calls, known here or not.
/// </summary>
public sealed class CallSight(TrailLedger trails, Arrivals arrivals, LoggingKnowledge knowledge)
{
    private readonly Dictionary<(RecordedCall Call, string Account, string Region), Seen> _asked = [];

    public TrailLedger Trails { get; } = trails;

    /// <param name="region">Empty: not known.</param>
    /// <param name="store">The resource of a data event.</param>
    public Seen Of(RecordedCall call, string account, string region, EntityId store = default)
    {
        if (_asked.TryGetValue((call, account, region), out var known))
        {
            return known;
        }

        return _asked[(call, account, region)] = Decide(call, account, region, store);
    }

    private Seen Decide(RecordedCall call, string account, string region, EntityId store)
    {
        var settings = Trails.Ask(call, account, region);
        var last = LastOf(call, account, region, store);
        var came = last is { } time && time > settings.Since;
        if (settings.IsLogged != true && !came)
        {
            return settings.IsLogged == false
                ? new(Sighting.NotAtAll, SeenBasis.Settings, "the trails of the account were listed and none of them records it")
                : new(Sighting.Unknown, SeenBasis.Nothing, "it is not known whether a trail records it", null, settings.Unknown);
        }

        var (basis, why) = came
            ? (SeenBasis.Records, string.Create(CultureInfo.InvariantCulture, $"{Words(call)} came, last {last!.Value.UtcDateTime:yyyy-MM-dd HH:mm:ss'Z'}"))
            : (SeenBasis.Settings, $"trail {EntityLabel.Of(settings.By)} records it");
        if (!call.IsData && arrivals.LastByBus(account, region, call.ReadOnly) is { } bus && bus > settings.Since)
        {
            return new(knowledge.ClassOf(knowledge.EventBridge.Seconds), basis, $"{why}; {knowledge.EventBridge.Words}");
        }

        var lag = arrivals.LagOf(account);
        var late = lag is null ? knowledge.CloudTrailFiles.Words : string.Create(CultureInfo.InvariantCulture, $"half of the account's records were delivered within {lag.P50} s, the latest after {lag.Max} s");
        return new(knowledge.ClassOf(lag?.P50 ?? knowledge.CloudTrailFiles.Seconds), basis, $"{why}; {late}", lag);
    }

    private static string Words(RecordedCall call) => call.IsData ? "such data events of it" : call.ReadOnly ? "management events that only read" : "management events that write";

    private DateTimeOffset? LastOf(RecordedCall call, string account, string region, EntityId store)
    {
        if (call.IsData)
        {
            return store.IsNone ? null : arrivals.LastOn(store, call.ReadOnly);
        }

        return call.Source is { } source && knowledge.Excludable.Contains(source, StringComparer.Ordinal)
            ? arrivals.LastOfService(account, region, source, call.ReadOnly)
            : arrivals.LastManagement(account, region, call.ReadOnly);
    }
}
