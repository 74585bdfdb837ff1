using OrleansTwin.Detection.Behavior;
using OrleansTwin.Incidents.Story;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Incidents;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;
using OrleansTwin.Twin.Estates;
using OrleansTwin.Twin.State;

namespace OrleansTwin.Pipeline.Settle;

/// <summary>Fills the world that incidents are told from. Events enter where they are notable or evidence, whatever else a run kept.</summary>
internal static class WorldStage
{
    public static IncidentWorld Of(
        IReadOnlyList<ShardWorld> worlds, IReadOnlyList<EventRecord> kept, IReadOnlyList<Signal> signals, IReadOnlyList<Impact> impacts, IReadOnlyList<EntityView> entities,
        IReadOnlyList<SourceGap> gaps, EstateAsOf estate, IReadOnlyDictionary<EntityId, EntityState> states, EntityViews views, IAddressIntel intel)
    {
        var shown = entities.ToDictionary(static entity => entity.Id);
        var index = new EventIndex(kept);
        var incoming = entities.SelectMany(static entity => entity.Relations.Select(relation => (relation.To, From: new IncomingRelation(entity.Id, relation.Kind))))
            .ToLookup(static pair => pair.To, static pair => pair.From);
        var stores = kept.Where(static record => record.Category == EventCategory.Data).SelectMany(static record => record.Targets).Select(static target => target.Id).ToHashSet();
        var users = new KeyUsers(states, kept);
        return new()
        {
            Signals = signals,
            Impacts = impacts,
            EventsOf = index.Of,
            EventOf = index.Find,
            UsersOf = users.Before,
            FirstUseOf = record => FirstUses.Of(record, states),
            ViewOf = id => shown.GetValueOrDefault(id),
            RelationsTo = id => [.. incoming[id].OrderBy(static relation => relation.From).ThenBy(static relation => relation.Kind)],
            IntelOf = ip => Verdict(ip, intel),
            AbilitiesOf = id => views.AbilitiesOf(id, estate),
            ReadsLogged = id => stores.Contains(id) ? true : DataEventLogging.IsLogged(id, estate),
            SourcesOf = accounts => CoverageStage.Sources([.. worlds.Where(world => accounts.Contains(world.Shard.Account))], []),
            Gaps = gaps,
            LateEvents = worlds.SelectMany(static world => world.LateEvents).ToHashSet(StringComparer.Ordinal),
            BlindSpotsOf = accounts => CoverageStage.BlindSpots(worlds, accounts),
            AccessAssumptions = [CoverageStage.ControlPolicies],
        };
    }

    private static AddressIntel? Verdict(string ip, IAddressIntel intel)
    {
        var verdict = intel.IntelOf(ip);
        var names = verdict.KnownGood ? [] : verdict.Names;
        return names.IsEmpty && verdict.Country is null ? null : new(names, verdict.Country, verdict.AsnName);
    }
}
