using OrleansTwin.Access.Agreement;
using OrleansTwin.Detection.Behavior;
using OrleansTwin.Incidents;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;
using OrleansTwin.Twin.Estates;
using OrleansTwin.Twin.Lineage;
using OrleansTwin.Twin.State;

namespace OrleansTwin.Pipeline.Settle;

/// <summary>
/// From what the shards know at the end of input to the settled view. Steps: unite facets; follow lineage over all accounts; relate;
/// name who stands behind each signal and lower what is no surprise; view the entities; find gaps; tell incidents; report. Pure: any order of shards gives the same.
/// </summary>
public static class SettledStage
{
    public static SettledView Settle(IReadOnlyList<ShardWorld> worlds, EntityViews views, IAddressIntel intel)
    {
        var states = Unite(worlds);
        var mints = new MintIndex();
        foreach (var mint in worlds.SelectMany(static world => world.Mints).OrderBy(static mint => mint.At))
        {
            mints.Add(mint);
        }

        var estate = states.Values.Aggregate(EstateIndex.Empty, static (index, state) => index.With(state.Id, state.Log));
        var events = Events(worlds, mints);
        List<Impact> impacts = [.. worlds.SelectMany(static world => world.Impacts).OrderBy(static impact => impact.Time).ThenBy(static impact => impact.Id, StringComparer.Ordinal)];
        var signals = KnownWorkStage.Weigh(Signals(worlds, events, mints), worlds, events, impacts, states, estate, views);
        var entities = states.Values.Select(state => views.View(state, estate, EventOrder.Latest)).ToList();
        var notable = Notable(events, signals);
        var gaps = GapStage.Of(worlds, estate, notable);
        var now = new EstateAsOf(estate, EventOrder.Latest);
        var answer = IncidentStage.Build(WorldStage.Of(worlds, notable, signals, impacts, entities, gaps, now, states, views, intel));
        return new()
        {
            Worlds = worlds,
            Gaps = gaps,
            Estate = estate,
            States = states,
            Events = events,
            Signals = signals,
            Impacts = impacts,
            Entities = entities,
            Answer = answer,
            Sources = CoverageStage.Sources(worlds, gaps),
            Report = new(() => ReportStage.Of(worlds, states.Values, notable, now, entities, impacts, answer, gaps, views.Accounts)),
            Agreement = new(() => AgreementStage.Of(notable, estate)),
        };
    }

    /// <summary>Events that are notable or evidence: what else a run kept depends on how its records arrived, so only these may be looked at.</summary>
    internal static List<EventRecord> Notable(SortedDictionary<string, EventRecord> events, List<Signal> signals)
    {
        var evidence = signals.SelectMany(static signal => signal.Evidence).ToHashSet(StringComparer.Ordinal);
        return [.. events.Values.Where(record => record.Notable || evidence.Contains(record.Id))];
    }

    private static SortedDictionary<EntityId, EntityState> Unite(IReadOnlyList<ShardWorld> worlds)
    {
        var states = new SortedDictionary<EntityId, EntityState>();
        foreach (var state in worlds.OrderBy(static world => world.Shard.ToString(), StringComparer.Ordinal).SelectMany(static world => world.States))
        {
            states[state.Id] = states.TryGetValue(state.Id, out var known) ? TwinReducer.Merge(known, state) : state;
        }

        return states;
    }

    private static SortedDictionary<string, EventRecord> Events(IReadOnlyList<ShardWorld> worlds, MintIndex mints)
    {
        var events = new SortedDictionary<string, EventRecord>(StringComparer.Ordinal);
        foreach (var record in worlds.SelectMany(static world => world.Events))
        {
            events[record.Id] = record with { Behind = record.Actor.Id.Length == 0 ? null : LineageStage.Resolve(ActorTrace.Of(record.Actor), mints) };
        }

        return events;
    }

    private static List<Signal> Signals(IReadOnlyList<ShardWorld> worlds, SortedDictionary<string, EventRecord> events, MintIndex mints) =>
        [.. worlds.SelectMany(static world => world.Signals)
            .DistinctBy(static signal => signal.Id)
            .Select(signal => signal with { Actor = Behind(signal, events, mints) })
            .OrderBy(static signal => signal.Time)
            .ThenBy(static signal => signal.Id, StringComparer.Ordinal)];

    // The record of the evidence says more of the chain than the signal does.
    private static SignalActor? Behind(Signal signal, SortedDictionary<string, EventRecord> events, MintIndex mints)
    {
        if (signal.Actor is not { } actor)
        {
            return null;
        }

        foreach (var evidence in signal.Evidence)
        {
            if (events.TryGetValue(evidence, out var record) && record.Actor.Id == actor.Id.Value)
            {
                return actor with { Behind = record.Behind, Type = record.Actor.Type.ToString(), Credential = actor.Credential ?? record.Actor.Credential };
            }
        }

        return actor with { Behind = LineageStage.Resolve(new() { Principal = actor.Id.Value, Credential = actor.Credential }, mints) };
    }
}
