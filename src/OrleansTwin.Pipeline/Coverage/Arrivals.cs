using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Pipeline.Settle;

namespace OrleansTwin.Pipeline.Coverage;

/// <summary>
/// What the records themselves prove: which kinds came of which account and region, last when, by which path, how late. Only what came is
/// proof; that something did not come proves nothing.
/// </summary>
public sealed class Arrivals
{
    /// <summary>Records measured for lag; a sample that grows no further.</summary>
    public const int MeasuredMax = 200_000;

    private readonly Dictionary<(string Account, string Region, bool ReadOnly), DateTimeOffset> _management = [];
    private readonly Dictionary<(string Account, string Region, string Service, bool ReadOnly), DateTimeOffset> _services = [];
    private readonly Dictionary<(string Account, string Region, bool ReadOnly), DateTimeOffset> _bus = [];
    private readonly Dictionary<(EntityId Store, bool ReadOnly), DateTimeOffset> _stores = [];
    private readonly Dictionary<RecordFormat, long> _formats = [];
    private readonly Dictionary<string, List<int>> _lags = new(StringComparer.Ordinal);

    private Arrivals()
    {
    }

    public static Arrivals Of(IReadOnlyList<ShardWorld> worlds, IEnumerable<EventRecord> events)
    {
        var arrivals = new Arrivals { Worlds = worlds };
        foreach (var count in worlds.SelectMany(static world => world.Sources.Counts))
        {
            arrivals._formats[count.Source] = arrivals._formats.GetValueOrDefault(count.Source) + count.Events;
        }

        foreach (var record in events.Where(static record => record.Source is RecordFormat.CloudTrail or RecordFormat.EventBridge))
        {
            arrivals.Add(record);
        }

        return arrivals;
    }

    public IReadOnlyList<ShardWorld> Worlds { get; private init; } = [];

    /// <summary>Records of any kind.</summary>
    public bool Any => _formats.Count > 0;

    public long CountOf(RecordFormat format) => _formats.GetValueOrDefault(format);

    /// <summary>When the last data event of the kind on the resource, or on something in it, was; null where none came.</summary>
    public DateTimeOffset? LastOn(EntityId store, bool readOnly) => _stores.TryGetValue((store, readOnly), out var last) ? last : null;

    /// <summary>When the last management event of the kind was. An empty region is any.</summary>
    public DateTimeOffset? LastManagement(string account, string region, bool readOnly) =>
        region.Length > 0 ? _management.TryGetValue((account, region, readOnly), out var last) ? last : null
        : _management.Where(one => one.Key.Account == account && one.Key.ReadOnly == readOnly).Select(static one => (DateTimeOffset?)one.Value).Max();

    /// <summary>The same of one service.</summary>
    public DateTimeOffset? LastOfService(string account, string region, string service, bool readOnly) =>
        _services.TryGetValue((account, region, service, readOnly), out var last) ? last : null;

    /// <summary>The same of those that came over EventBridge.</summary>
    public DateTimeOffset? LastByBus(string account, string region, bool readOnly) => _bus.TryGetValue((account, region, readOnly), out var last) ? last : null;

    /// <summary>Data events of any of the formats.</summary>
    public bool AnyData(RecordFormat format) => Worlds.Any(world => world.Sources.Counts.Any(count => count.Source == format && count.DataEvents > 0));

    /// <summary>How late CloudTrail files of the account came by their names; null where no name says.</summary>
    public MeasuredLag? LagOf(string account) => _lags.TryGetValue(account, out var lags) ? MeasuredLag.Of(lags) : null;

    private void Add(EventRecord record)
    {
        if (record is { Category: EventCategory.Data, ReadOnly: { } isRead })
        {
            foreach (var target in record.Targets)
            {
                Latest(_stores, (target.Id, isRead), record.Time);
            }
        }
        else if (record is { Category: EventCategory.Management or EventCategory.SignIn, ReadOnly: { } readOnly })
        {
            Latest(_management, (record.Account, record.Region, readOnly), record.Time);
            Latest(_services, (record.Account, record.Region, record.Service, readOnly), record.Time);
            if (record.Source == RecordFormat.EventBridge)
            {
                Latest(_bus, (record.Account, record.Region, readOnly), record.Time);
            }
        }

        if (record.Source == RecordFormat.CloudTrail && record.Position is { } position && DeliveryTimes.Of(position.Unit) is { } delivered)
        {
            var lags = _lags.TryGetValue(record.Account, out var known) ? known : _lags[record.Account] = [];
            // The name is the start of a minute: a file may be named up to a minute before its last record.
            var seconds = (int)(delivered - record.Time).TotalSeconds;
            if (lags.Count < MeasuredMax)
            {
                lags.Add(Math.Max(0, seconds));
            }
        }
    }

    private static void Latest<TKey>(Dictionary<TKey, DateTimeOffset> times, TKey key, DateTimeOffset time)
        where TKey : notnull
    {
        if (!times.TryGetValue(key, out var known) || time > known)
        {
            times[key] = time;
        }
    }
}
