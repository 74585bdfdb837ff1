using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Signals;
using OrleansTwin.Pipeline.Fold;
using OrleansTwin.Pipeline.Rules;
using OrleansTwin.Pipeline.Settle;
using OrleansTwin.Twin.Estates;
using OrleansTwin.Twin.State;

namespace OrleansTwin.Pipeline.Local;

/// <summary>One shard, folded hour by hour of event time; what is decided in an hour is decided once.</summary>
internal static class LocalShard
{
    public static ShardWorld Fold(ShardId shard, IReadOnlyList<PreparedEvent> events, DecisionStages stages)
    {
        var states = new SortedDictionary<EntityId, EntityState>();
        var estate = EstateIndex.Empty;
        var signals = new List<Signal>();
        foreach (var hour in events.GroupBy(static prepared => prepared.Order.Ticks / TimeSpan.TicksPerHour))
        {
            var fold = new EntityFold();
            foreach (var prepared in hour)
            {
                fold.Add(prepared);
            }

            var touched = fold.Take();
            foreach (var batch in touched)
            {
                var state = TwinReducer.Apply(states.GetValueOrDefault(batch.Entity) ?? EntityState.Empty(batch.Entity), batch, stages.Limits);
                states[batch.Entity] = state;
                estate = estate.With(batch.Entity, state.Log);
            }

            foreach (var prepared in hour)
            {
                var asks = UsualStage.Asks(prepared).ToDictionary(static ask => ask.Said.Id, StringComparer.Ordinal);
                signals.AddRange(prepared.Signals.Select(signal => asks.TryGetValue(signal.Id, out var ask) ? stages.Weigh(ask, states[signal.Subject]) : signal));
            }

            var from = new DateTimeOffset(hour.Key * TimeSpan.TicksPerHour, TimeSpan.Zero);
            foreach (var batch in touched)
            {
                signals.AddRange(stages.Signals(states[batch.Entity], from, from.AddHours(1)));
            }
        }

        var happened = events.Where(static prepared => !prepared.IsState).ToList();
        var impacts = Impacts(events, estate, stages);
        signals.AddRange(impacts.SelectMany(stages.ImpactSignals));
        signals.AddRange(states.Values.SelectMany(state => stages.EstateSignals(state, estate)));
        signals.AddRange(FindingStage.Signals(happened.Select(static prepared => prepared.Record)));
        signals.AddRange(SequenceStage.Signals(stages.Correlations, happened.Select(static prepared => prepared.Record)));
        return new()
        {
            Shard = shard,
            States = [.. states.Values],
            Signals = [.. signals.OrderBy(static signal => signal.Time).ThenBy(static signal => signal.Id, StringComparer.Ordinal)],
            Impacts = impacts,
            Mints = [.. events.Where(static prepared => prepared.Mint is not null).Select(static prepared => prepared.Mint!)],
            Events = [.. happened.Select(static prepared => prepared.Record)],
            Sources = SourceLedger.Of(happened),
        };
    }

    // As-of reads leave out what came after each change, so the finished estate serves for all of them.
    private static List<Impact> Impacts(IReadOnlyList<PreparedEvent> events, EstateIndex estate, DecisionStages stages)
    {
        var impacts = new List<Impact>();
        foreach (var prepared in events)
        {
            foreach (var change in prepared.Contributions.SelectMany(static contribution => contribution.Changes))
            {
                if (stages.Impact(change, estate) is { } impact)
                {
                    impacts.Add(impact);
                }
            }
        }

        return impacts;
    }
}
