using System.Collections.Immutable;
using System.Globalization;

namespace OrleansTwin.Detection.Sigma.Correlation;

/// <summary>
/// Correlations over kept events: kept → deduplicated → grouped → sorted → episodes. A pure function of the set of events,
/// so neither their order nor copies matter; windows slide in event time and are closed (two events a timespan apart
/// stand in one window). An event without a value for a group-by field belongs to no group.
/// </summary>
public static class SigmaCorrelator
{
    private const char Separator = '\u001f';

    /// <param name="correlations">Each after those it refers to, as <see cref="SigmaEngine.Correlations"/>.</param>
    /// <param name="events">Kept events in any order.</param>
    public static ImmutableArray<SigmaCorrelationResult> Evaluate(
        ImmutableArray<SigmaCorrelation> correlations, IEnumerable<SigmaKeptEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        var byRule = events
            .GroupBy(kept => kept.Rule, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);
        var results = ImmutableArray.CreateBuilder<SigmaCorrelationResult>();
        foreach (var correlation in correlations)
        {
            var found = EvaluateOne(correlation, correlation.Rules.Concat(correlation.Absent).Distinct(StringComparer.Ordinal)
                .SelectMany(rule => byRule.GetValueOrDefault(rule, [])));
            results.AddRange(found);
            // What another correlation looks at: one event for each episode.
            byRule[correlation.Key] = [.. found.Select(result => new SigmaKeptEvent(
                result.Last, IdOf(result), correlation.Key, result.Values))];
        }

        return results.ToImmutable();
    }

    /// <summary>One correlation over the events of the rules it names.</summary>
    public static ImmutableArray<SigmaCorrelationResult> EvaluateOne(
        SigmaCorrelation correlation, IEnumerable<SigmaKeptEvent> events)
    {
        ArgumentNullException.ThrowIfNull(correlation);
        var groups = new SortedDictionary<string, List<SigmaKeptEvent>>(StringComparer.Ordinal);
        foreach (var kept in events)
        {
            if (GroupOf(correlation, kept) is { } key)
            {
                if (!groups.TryGetValue(key, out var members))
                {
                    groups[key] = members = [];
                }

                members.Add(kept);
            }
        }

        var results = ImmutableArray.CreateBuilder<SigmaCorrelationResult>();
        foreach (var (key, members) in groups)
        {
            var sorted = Distinct(members);
            var group = correlation.GroupBy.IsEmpty ? [] : key.Split(Separator).ToImmutableArray();
            results.AddRange(EpisodesOf(correlation, group, sorted));
        }

        return results.ToImmutable();
    }

    private static IEnumerable<SigmaCorrelationResult> EpisodesOf(
        SigmaCorrelation correlation, ImmutableArray<string> group, List<SigmaKeptEvent> sorted)
    {
        var truncated = sorted.Count > SigmaLimits.CorrelationEventsMax;
        if (truncated)
        {
            sorted.RemoveRange(SigmaLimits.CorrelationEventsMax, sorted.Count - SigmaLimits.CorrelationEventsMax);
        }

        var absent = sorted.FindAll(kept => correlation.Absent.Contains(kept.Rule) && !correlation.Rules.Contains(kept.Rule));
        var counted = sorted.FindAll(kept => correlation.Rules.Contains(kept.Rule));
        var episodes = correlation.Kind == SigmaCorrelationKind.TemporalOrdered
            ? SequenceEpisodes.Find(correlation, counted)
            : WindowEpisodes.Find(correlation, counted);
        foreach (var episode in episodes)
        {
            var first = episode.Events[0];
            var last = episode.Events[^1];
            if (absent.Exists(kept => kept.Time >= first.Time && kept.Time - first.Time <= correlation.Timespan))
            {
                continue;
            }

            yield return new(
                correlation.Key,
                group,
                correlation.Kind == SigmaCorrelationKind.TemporalOrdered ? first.Id : Bucket(first.Time, correlation.Timespan),
                first.Time,
                last.Time,
                episode.Measure,
                episode.Events.Count,
                [.. episode.Events.Take(SigmaLimits.CorrelationEvidenceMax).Select(kept => kept.Id)],
                last.Values,
                truncated);
        }
    }

    /// <summary>The group an event belongs to, or null where a group-by field has no value.</summary>
    public static string? GroupOf(SigmaCorrelation correlation, SigmaKeptEvent kept)
    {
        if (correlation.GroupBy.IsEmpty)
        {
            return "";
        }

        var values = new string[correlation.GroupBy.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var field = CorrelationFields.FieldOf(correlation, correlation.GroupBy[i], kept.Rule);
            var value = field is null ? null : kept.First(field);
            if (value is null)
            {
                return null;
            }

            values[i] = value.Replace(Separator, ' ');
        }

        return string.Join(Separator, values);
    }

    private static List<SigmaKeptEvent> Distinct(List<SigmaKeptEvent> events)
    {
        events.Sort();
        var seen = new HashSet<(string Rule, string Id)>();
        // Events without an id cannot be told from their copies and all count.
        return events.FindAll(kept => kept.Id.Length == 0 || seen.Add((kept.Rule, kept.Id)));
    }

    private static string Bucket(DateTimeOffset time, TimeSpan width)
    {
        var ticks = time.UtcTicks - (time.UtcTicks % width.Ticks);
        return new DateTimeOffset(ticks, TimeSpan.Zero).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
    }

    private static string IdOf(SigmaCorrelationResult result) =>
        $"{result.Correlation}:{string.Join(Separator, result.Group)}:{result.Anchor}";
}
