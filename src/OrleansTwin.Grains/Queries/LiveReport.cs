using OrleansTwin.Incidents.Recognition;
using OrleansTwin.Incidents.Report;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Incidents;
using OrleansTwin.Model.Values;
using OrleansTwin.Pipeline.Settle;

namespace OrleansTwin.Grains.Queries;

/// <summary>
/// The first report of what the shards hold now. Administrators and outside trusts are not decided here and stand as not decided;
/// what an identity is taken for rests on the events of the history only.
/// </summary>
internal static class LiveReport
{
    private const int EvidenceMax = 5;
    private const int AgentsMax = 10;
    private const int NotKnownMax = 50;

    public static FirstReport Of(SettledView view, long events)
    {
        var records = view.Events.Values.OrderBy(static record => record.Order).ToList();
        var entities = view.Entities.ToDictionary(static entity => entity.Id);
        return new()
        {
            From = records.Count == 0 ? null : records[0].Time,
            To = records.Count == 0 ? null : records[^1].Time,
            Events = events,
            Accounts = Named(records, static record => record.Account),
            Regions = Named(records, static record => record.Region),
            Sources = Sources(records),
            Identities = records.Where(static record => record.Actor.Id.Length > 0).GroupBy(static record => record.Actor.Id, StringComparer.Ordinal)
                .OrderBy(static actor => actor.Key, StringComparer.Ordinal).Select(static actor => RecognitionStage.Recognise(Profile(actor.Key, [.. actor]))).ToValueArray(),
            Impacts = view.Impacts.ToValueArray(),
            Incidents = view.Answer.Incidents,
            NotKnown = view.Entities.Where(static entity => !entity.Knowledge.Unknown.IsEmpty && entity.State == EntityLife.Active && entity.Kind is EntityKind.Resource or EntityKind.Identity)
                .Select(static entity => new ReportLine($"{entity.Type} {entity.Name ?? entity.Id.Value}: {string.Join("; ", entity.Knowledge.Unknown)}", [entity.Id.Value]))
                .Take(NotKnownMax).ToValueArray(),
            CouldNotSee = view.Answer.Incidents.SelectMany(static incident => incident.Evidence?.CouldNotSee ?? default).Distinct().ToValueArray(),
            ViewOf = id => entities.GetValueOrDefault(id),
        };
    }

    private static ValueArray<ReportLine> Named(IEnumerable<EventRecord> records, Func<EventRecord, string> name) =>
        records.Where(record => name(record).Length > 0).GroupBy(name, StringComparer.Ordinal).OrderBy(static group => group.Key, StringComparer.Ordinal)
            .Select(static group => new ReportLine(
                string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{group.Key}: {group.Count()} events of the history"),
                group.Take(EvidenceMax).Select(static record => record.Id).ToValueArray()))
            .ToValueArray();

    private static ValueArray<EvidenceSource> Sources(IEnumerable<EventRecord> records) =>
        records.GroupBy(static record => (record.Source, record.Account)).OrderBy(static group => group.Key.Account, StringComparer.Ordinal).ThenBy(static group => group.Key.Source)
            .Select(static group => new EvidenceSource { Name = $"{group.Key.Source} of {group.Key.Account}", From = group.Min(static record => record.Time), To = group.Max(static record => record.Time) })
            .ToValueArray();

    private static IdentityProfile Profile(string id, List<EventRecord> records) => new()
    {
        Id = new(id),
        Type = records[0].Actor.Type.ToString(),
        Agents = records.Select(static record => record.UserAgent).OfType<string>().GroupBy(static agent => agent, StringComparer.Ordinal)
            .OrderByDescending(static agent => agent.Count()).ThenBy(static agent => agent.Key, StringComparer.Ordinal).Take(AgentsMax).Select(static agent => agent.Key).ToValueArray(),
        ActiveDays = records.Select(static record => record.Time.UtcDateTime.Date).Distinct().Count(),
        Calls = records.Count,
        Writes = records.Count(static record => record.ReadOnly == false),
        DistinctActions = records.Select(static record => (record.Service, record.Action)).Distinct().Count(),
        Sessions = records.Select(static record => record.Actor.Session).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToValueArray(),
        ConsoleSignIn = records.Any(static record => record.Action == "ConsoleLogin" && record.Outcome == Outcome.Success),
        Mfa = records.Any(static record => record.Actor.Mfa == true) ? true : null,
        Evidence = records.Take(EvidenceMax).Select(static record => record.Id).ToValueArray(),
    };
}
