using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;
using OrleansTwin.Twin.Baselines;
using OrleansTwin.Twin.State;

namespace OrleansTwin.Pipeline.Fold;

/// <summary>
/// Unites copies of one event that differ (EventBridge and S3, truncated fields, an addendum). Commutative, associative and idempotent, so
/// the order in which copies come does not matter: the copy of least rank says what changed, what windows keep, the mint, the signals and
/// the record; observations and mentions are the union, since a baseline cannot take a sum or a first value back, nor a log what only its
/// earliest mention tells (docs/decisions).
/// </summary>
public static class CopyJoin
{
    public static PreparedEvent Unite(PreparedEvent one, PreparedEvent other)
    {
        var (winner, loser) = string.CompareOrdinal(one.CopyRank, other.CopyRank) <= 0 ? (one, other) : (other, one);
        var entities = new SortedDictionary<EntityId, Contribution>();
        foreach (var lost in loser.Contributions)
        {
            entities[lost.Entity] = lost with { Changes = Mentions(lost.Changes, []), Kept = [], Observations = Sum(lost.Observations).Values.ToValueArray() };
        }

        foreach (var won in winner.Contributions)
        {
            var lost = entities.GetValueOrDefault(won.Entity);
            entities[won.Entity] = won with
            {
                Changes = [.. won.Changes.Where(static change => !change.IsMention), .. Mentions(won.Changes, lost?.Changes ?? [])],
                Observations = Union(won.Observations, lost?.Observations ?? []),
            };
        }

        return winner with { Contributions = entities.Values.ToValueArray() };
    }

    /// <summary>The observations summed by what they are of, in a fixed order.</summary>
    public static SortedDictionary<ObservationKey, Observation> Sum(IEnumerable<Observation> observations)
    {
        var sums = new SortedDictionary<ObservationKey, Observation>();
        foreach (var observation in observations)
        {
            var key = ObservationKey.Of(observation);
            sums[key] = sums.TryGetValue(key, out var known) ? known.With(observation, known.Count + observation.Count) : observation;
        }

        return sums;
    }

    private static ValueArray<ResourceChange> Mentions(IEnumerable<ResourceChange> one, IEnumerable<ResourceChange> other) =>
        MentionSet.InOrder(one.Concat(other).Where(static change => change.IsMention).Distinct()).ToValueArray();

    private static ValueArray<Observation> Union(IEnumerable<Observation> one, IEnumerable<Observation> other)
    {
        var union = Sum(one);
        foreach (var (key, observation) in Sum(other))
        {
            union[key] = union.TryGetValue(key, out var known) ? known.With(observation, Math.Max(known.Count, observation.Count)) : observation;
        }

        return union.Values.ToValueArray();
    }
}
