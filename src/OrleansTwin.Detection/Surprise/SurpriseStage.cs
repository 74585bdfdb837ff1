using OrleansTwin.Detection.Behavior;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Signals;

namespace OrleansTwin.Detection.Surprise;

/// <summary>
/// Holds what was said aloud of settled events against what the estate knows: net effect of a change set, known parties, precedents. What is
/// lowered is the surprise, never the impact, which stays as it is beside the signal. A session is lowered as a whole or not at all: one loud act
/// in it that is none of these leaves everything as loud as it was. Nothing is lowered for a caller without a past or one that works from elsewhere
/// or with something new, for the root user, for refused calls, or for what is critical. A function of the sets: no order matters.
/// </summary>
public static class SurpriseStage
{
    /// <summary>The signals in the order given, some of them lowered, with the reason at the end of their text.</summary>
    public static List<Signal> Weigh(IReadOnlyList<Signal> signals, SurpriseWorld world)
    {
        var noise = world.Context.Noise;
        if (!noise.NetEffect && !noise.KnownParties && !noise.Precedents)
        {
            return [.. signals];
        }

        var book = new ImpactBook(world.Impacts);
        var parties = new Parties(world, book);
        var judge = new Judge(world, new(world), new(world, book), new(world, parties), new(signals, world, book, parties));
        var gap = TimeSpan.FromMinutes(world.Context.Options.Thresholds.SessionGapMinutes);
        var lowered = new Dictionary<string, SurpriseVerdict>(StringComparer.Ordinal);
        foreach (var session in signals.Where(static signal => signal.Severity >= Severity.Medium).GroupBy(judge.HandOf).Where(static hand => hand.Key is not null).SelectMany(hand => Sessions(hand, gap)))
        {
            var verdicts = session.ConvertAll(signal => (signal.Id, Verdict: judge.Of(signal)));
            if (verdicts.TrueForAll(static pair => pair.Verdict is not null))
            {
                verdicts.ForEach(pair => lowered[pair.Id] = pair.Verdict!);
            }
        }

        return [.. signals.Select(signal => lowered.TryGetValue(signal.Id, out var verdict) ? UsualWork.Lower(signal, verdict.To, verdict.Why, world.Context) : signal)];
    }

    private static IEnumerable<List<Signal>> Sessions(IEnumerable<Signal> ofHand, TimeSpan gap)
    {
        var part = new List<Signal>();
        var end = DateTimeOffset.MinValue;
        foreach (var signal in ofHand.OrderBy(static signal => signal.Time).ThenBy(static signal => signal.Id, StringComparer.Ordinal))
        {
            if (part.Count > 0 && signal.Time - end > gap)
            {
                yield return part;
                part = [];
            }

            part.Add(signal);
            var last = signal.LastTime > signal.Time ? signal.LastTime : signal.Time;
            end = last > end ? last : end;
        }

        yield return part;
    }

    private sealed record Judge(SurpriseWorld World, Whereabouts Whereabouts, NetEffect NetEffect, KnownParties KnownParties, Precedents Precedents)
    {
        public Hand? HandOf(Signal signal) => signal.Evidence.IsEmpty || World.EventOf(signal.Evidence[0]) is not { } record ? null : Hand.Of(record);

        public SurpriseVerdict? Of(Signal signal)
        {
            var records = signal.Evidence.Select(World.EventOf).ToList();
            if (signal.Severity > Severity.High || records.Count == 0 || records[0] is not { } first || Hand.Of(first) is not { } hand
                || !records.TrueForAll(record => record is { Outcome: not Outcome.Denied } && Hand.Of(record) == hand && Whereabouts.IsAsAlways(record)))
            {
                return null;
            }

            return records.Count > 1 ? Precedents.Of(signal, first) : NetEffect.Of(first, hand) ?? KnownParties.Of(first) ?? Precedents.Of(signal, first);
        }
    }
}
