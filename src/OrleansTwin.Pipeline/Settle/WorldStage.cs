using OrleansTwin.Detection.Behavior;
using OrleansTwin.Incidents.Story;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Incidents;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Pipeline.Settle;

/// <summary>Fills the world that incidents are told from. Events enter where they are notable or evidence, whatever else a run kept.</summary>
internal static class WorldStage
{
    public static IncidentWorld Of(
        IReadOnlyDictionary<string, EventRecord> events, IReadOnlyList<Signal> signals, IReadOnlyList<Impact> impacts, IReadOnlyList<EntityView> entities, IAddressIntel intel)
    {
        var evidence = signals.SelectMany(static signal => signal.Evidence).ToHashSet(StringComparer.Ordinal);
        var index = new EventIndex(events.Values.Where(record => record.Notable || evidence.Contains(record.Id)));
        var views = entities.ToDictionary(static entity => entity.Id);
        var incoming = entities.SelectMany(static entity => entity.Relations.Select(relation => (relation.To, From: new IncomingRelation(entity.Id, relation.Kind))))
            .ToLookup(static pair => pair.To, static pair => pair.From);
        var logged = events.Values.Where(static record => record.Category == EventCategory.Data).SelectMany(static record => record.Targets).Select(static target => target.Id).ToHashSet();
        return new()
        {
            Signals = signals,
            Impacts = impacts,
            EventsOf = index.Of,
            EventOf = index.Find,
            ViewOf = id => views.GetValueOrDefault(id),
            RelationsTo = id => [.. incoming[id].OrderBy(static relation => relation.From).ThenBy(static relation => relation.Kind)],
            IntelOf = ip => Verdict(ip, intel),
            ReadsLogged = id => logged.Contains(id) ? true : null,
            Sources = Sources(events.Values.Where(record => record.Notable || evidence.Contains(record.Id))),
        };
    }

    private static AddressIntel? Verdict(string ip, IAddressIntel intel)
    {
        var verdict = intel.IntelOf(ip);
        return verdict.Names.IsEmpty && verdict.Country is null ? null : new(verdict.Names, verdict.Country, verdict.AsnName);
    }

    private static List<EvidenceSource> Sources(IEnumerable<EventRecord> events) =>
        [.. events.GroupBy(static record => (record.Source, record.Account))
            .OrderBy(static group => group.Key.Account, StringComparer.Ordinal)
            .ThenBy(static group => group.Key.Source)
            .Select(static group => new EvidenceSource
            {
                Name = $"{group.Key.Source} of {group.Key.Account}",
                From = group.Min(static record => record.Time),
                To = group.Max(static record => record.Time),
            })];
}
