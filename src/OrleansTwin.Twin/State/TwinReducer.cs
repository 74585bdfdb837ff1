using OrleansTwin.Twin.Baselines;

namespace OrleansTwin.Twin.State;

/// <summary>
/// The one reducer of entity state. Batches of distinct events commute: <c>Apply(Apply(s, a), b) = Apply(Apply(s, b), a)</c>,
/// and folding events into one batch or several gives the same state.
/// </summary>
public static class TwinReducer
{
    public static EntityState Apply(EntityState state, EntityBatch batch, BaselineLimits limits)
    {
        var log = state.Log;
        foreach (var at in batch.Withdrawn)
        {
            log = log.Without(at);
        }

        foreach (var change in batch.Changes)
        {
            log = log.Add(change);
        }

        foreach (var mention in batch.Mentions)
        {
            log = log.Add(mention);
        }

        return state with
        {
            Log = log,
            Baseline = state.Baseline.Apply(batch, limits),
            FirstTicks = Math.Min(state.FirstTicks, batch.FirstTicks),
            LastTicks = Math.Max(state.LastTicks, batch.LastTicks),
            Events = state.Events + batch.Events,
        };
    }

    /// <summary>Unites the facets of one entity that several shards hold; events of different shards are distinct.</summary>
    public static EntityState Merge(EntityState one, EntityState other)
    {
        var log = one.Log;
        foreach (var change in other.Log.All())
        {
            log = log.Add(change);
        }

        return one with
        {
            Log = log,
            Baseline = one.Baseline.Merge(other.Baseline),
            FirstTicks = Math.Min(one.FirstTicks, other.FirstTicks),
            LastTicks = Math.Max(one.LastTicks, other.LastTicks),
            Events = one.Events + other.Events,
        };
    }
}
