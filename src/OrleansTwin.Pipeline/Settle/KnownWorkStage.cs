using OrleansTwin.Detection.Surprise;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Signals;
using OrleansTwin.Pipeline.Fold;
using OrleansTwin.Twin.Estates;
using OrleansTwin.Twin.State;

namespace OrleansTwin.Pipeline.Settle;

/// <summary>Fills the world that surprise is judged by. Events enter where they are notable or evidence, whatever else a run kept.</summary>
internal static class KnownWorkStage
{
    public static List<Signal> Weigh(
        List<Signal> signals, IReadOnlyList<ShardWorld> worlds, SortedDictionary<string, EventRecord> events, IReadOnlyList<Impact> impacts,
        IReadOnlyDictionary<EntityId, EntityState> states, IEstate estate, EntityViews views)
    {
        var evidence = signals.SelectMany(static signal => signal.Evidence).ToHashSet(StringComparer.Ordinal);
        return SurpriseStage.Weigh(signals, new()
        {
            Impacts = impacts,
            EventOf = id => events.TryGetValue(id, out var record) && (record.Notable || evidence.Contains(id)) ? record : null,
            Estate = estate,
            Accounts = views.Accounts,
            Mints = worlds.SelectMany(static world => world.Mints),
            States = states,
            SubjectOf = CallObservations.SubjectOf,
            Context = views.Behavior,
        });
    }
}
