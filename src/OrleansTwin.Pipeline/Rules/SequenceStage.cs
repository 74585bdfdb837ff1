using System.Collections.Immutable;
using OrleansTwin.Detection.Sigma;
using OrleansTwin.Detection.Sigma.Correlation;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Signals;

namespace OrleansTwin.Pipeline.Rules;

/// <summary>The signals of correlations over a set of matched events. A pure function of the set: order and copies do not matter.</summary>
public static class SequenceStage
{
    public static IReadOnlyList<Signal> Signals(ImmutableArray<SigmaCorrelation> correlations, IEnumerable<EventRecord> events)
    {
        var matched = new Dictionary<string, EventRecord>(StringComparer.Ordinal);
        foreach (var record in events.Where(static record => !record.Matches.IsEmpty))
        {
            matched[record.Id] = record;
        }

        return matched.Count == 0 ? [] : Signals(correlations, SigmaCorrelator.Evaluate(correlations, matched.Values.SelectMany(Kept)), matched);
    }

    public static IEnumerable<SigmaKeptEvent> Kept(EventRecord record) => record.Matches.Select(match => new SigmaKeptEvent(
        record.Time,
        record.Id,
        match.Rule,
        match.Fields.ToImmutableSortedDictionary(static field => field.Name, static field => field.Values.ToImmutableArray(), StringComparer.Ordinal),
        (int)record.Phase));

    internal static IReadOnlyList<Signal> Signals(
        ImmutableArray<SigmaCorrelation> correlations, IEnumerable<SigmaCorrelationResult> episodes, IReadOnlyDictionary<string, EventRecord> matched)
    {
        var byKey = correlations.ToDictionary(static correlation => correlation.Key, StringComparer.Ordinal);
        var quiet = correlations.Where(static correlation => !correlation.Generate).SelectMany(static correlation => correlation.Rules).ToHashSet(StringComparer.Ordinal);
        var signals = new List<Signal>();
        foreach (var episode in episodes.Where(episode => !quiet.Contains(episode.Correlation)))
        {
            // The evidence of a correlation of correlations are episodes, not events: there is no caller to name.
            var evidence = episode.Evidence.Select(matched.GetValueOrDefault).OfType<EventRecord>().OrderBy(static record => record.Order).ToList();
            if (evidence.Count > 0)
            {
                signals.Add(RuleSignalStage.Of(episode, byKey[episode.Correlation], evidence));
            }
        }

        return signals;
    }
}
