using OrleansTwin.Model.Values;
using OrleansTwin.Twin.Baselines;

namespace OrleansTwin.Twin.State;

/// <summary>
/// A batch taken apart by event time. What a baseline keeps is bounded, so a decision in the first day of a batch that spans months must be
/// taken before the last day is applied. Applying the steps one after the other gives the state that the whole batch gives.
/// </summary>
public static class BatchSteps
{
    private const int HoursADay = 24;
    private const int EpochHours = (int)(621_355_968_000_000_000 / TimeSpan.TicksPerHour);

    /// <summary>Kept events of a batch past which it is taken apart by the hour: windows hold few.</summary>
    public const int KeptADayMax = 256;

    /// <summary>Steps of one day each, or of one hour where many events are kept; the earliest first, each with the start of its span in ticks.</summary>
    public static IReadOnlyList<(EntityBatch Step, long FromTicks)> Of(EntityBatch batch)
    {
        var span = batch.Kept.Count > KeptADayMax ? TimeSpan.TicksPerHour : TimeSpan.TicksPerDay;
        if (batch.LastTicks <= batch.FirstTicks || batch.FirstTicks / span == batch.LastTicks / span)
        {
            return [(batch, batch.FirstTicks)];
        }

        var hours = (int)(span / TimeSpan.TicksPerHour);
        var changes = batch.Changes.ToLookup(change => change.At.Ticks / span);
        var mentions = batch.Mentions.ToLookup(mention => mention.At.Ticks / span);
        var kept = batch.Kept.ToLookup(one => one.At.Ticks / span);
        var observations = batch.Observations.ToLookup(observation => (long)(observation.Hour + EpochHours) / hours);
        var at = changes.Select(static group => group.Key)
            .Concat(mentions.Select(static group => group.Key)).Concat(kept.Select(static group => group.Key)).Concat(observations.Select(static group => group.Key))
            .Distinct().Order().ToList();
        if (at.Count < 2)
        {
            return [(batch, batch.FirstTicks)];
        }

        // What is withdrawn goes first; what speaks of the batch as a whole is counted once.
        return [.. at.Select((key, index) => (
            batch with
            {
                Changes = changes[key].ToValueArray(),
                Mentions = mentions[key].ToValueArray(),
                Kept = kept[key].ToValueArray(),
                Observations = observations[key].ToValueArray(),
                Withdrawn = index == 0 ? batch.Withdrawn : [],
                Events = index == 0 ? batch.Events : 0,
            },
            key * span))];
    }
}
