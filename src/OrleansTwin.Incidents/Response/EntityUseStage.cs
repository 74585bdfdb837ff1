using OrleansTwin.Model.Values;
using OrleansTwin.Twin.Baselines;
using OrleansTwin.Twin.State;

namespace OrleansTwin.Incidents.Response;

/// <summary>Counts the use of an entity in the last days from its baseline: whole hours of event time, exact counters.</summary>
public static class EntityUseStage
{
    public static readonly TimeSpan Window = TimeSpan.FromDays(30);

    /// <summary>The longest a role session lives (IAM User Guide, Using IAM roles).</summary>
    public static readonly TimeSpan SessionLife = TimeSpan.FromHours(12);

    public static EntityUse Of(EntityState state, DateTimeOffset asOf)
    {
        var (from, to) = (Observation.HourOf((asOf - Window).UtcTicks), Observation.HourOf(asOf.UtcTicks) + 1);
        var counters = state.Baseline.Counters;
        long Sum(params ReadOnlySpan<Measure> measures)
        {
            long sum = 0;
            foreach (var (key, hours) in counters)
            {
                sum += measures.Contains(key.Measure) ? hours.Between(from, to).Sum(static pair => pair.Value) : 0;
            }

            return sum;
        }

        var users = counters.Where(pair => pair.Key is { Measure: Measure.Calls, Subject.Length: > 0 } && pair.Value.Between(from, to).Any()).Select(static pair => pair.Key.Subject);
        var live = (asOf - SessionLife).UtcTicks;
        var sessions = state.Baseline.Values.Where(static pair => pair.Key.Dimension == Dimension.Session)
            .SelectMany(static pair => pair.Value.Values).Where(value => value.Value.LastTicks >= live && value.Value.LastTicks <= asOf.UtcTicks).Select(static value => value.Key).Distinct(StringComparer.Ordinal);
        var isIdentity = state.Id.Kind is Model.Ids.EntityKind.Identity;
        return new(
            Sum(Measure.Calls),
            users.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToValueArray(),
            sessions.LongCount(),
            isIdentity ? 0 : Sum(Measure.Reads, Measure.Writes),
            Sum(Measure.FlowsIn, Measure.FlowsOut),
            counters.Keys.Any(static key => key.Measure is Measure.FlowsIn or Measure.FlowsOut));
    }
}
