namespace OrleansTwin.Detection.Sigma.Correlation;

/// <summary>
/// Ordered proximity: one match of each rule, in the order of the rules, all within one timespan. Clouds log whole seconds,
/// so events of the same instant count as being in order. Of several chains the one that starts latest is followed.
/// </summary>
internal static class SequenceEpisodes
{
    public static IEnumerable<CorrelationEpisode> Find(SigmaCorrelation correlation, List<SigmaKeptEvent> sorted)
    {
        var steps = correlation.Rules;
        // By time, then by place in the sequence: this is what lets ties pass.
        var ordered = sorted
            .SelectMany(kept => Enumerable.Range(0, steps.Length).Where(step => steps[step] == kept.Rule).Select(step => (kept, step)))
            .OrderBy(entry => entry.kept.Time)
            .ThenBy(entry => entry.step)
            .ThenBy(entry => entry.kept)
            .ToList();
        var chains = new Chain?[steps.Length];
        // The chain before the newest, for sequences that name a rule twice: one event is not two steps.
        var older = new Chain?[steps.Length];
        var members = new List<SigmaKeptEvent>();
        var reach = 0;
        foreach (var (kept, step) in ordered)
        {
            var before = step == 0 ? null : chains[step - 1] is { } newest && newest.Has(kept) ? older[step - 1] : chains[step - 1];
            if (step > 0 && (before is null || kept.Time - before.First.Time > correlation.Timespan || before.Has(kept)))
            {
                continue;
            }

            var chain = new Chain(kept, before);
            if (chains[step] is not { } known || known.First.Time <= chain.First.Time)
            {
                older[step] = chains[step];
                chains[step] = chain;
            }

            if (!Holds(correlation, step + 1))
            {
                continue;
            }

            if (members.Count > 0 && chain.First.Time > members.Max(member => member.Time))
            {
                yield return new(Sorted(members), reach);
                members = [];
                reach = 0;
            }

            members.AddRange(chain.Events.Where(one => !members.Contains(one)));
            reach = Math.Max(reach, step + 1);
        }

        if (members.Count > 0)
        {
            yield return new(Sorted(members), reach);
        }
    }

    private static List<SigmaKeptEvent> Sorted(List<SigmaKeptEvent> members)
    {
        members.Sort();
        return members;
    }

    private static bool Holds(SigmaCorrelation correlation, int reached) => correlation.Thresholds.IsEmpty
        ? reached == correlation.Rules.Length
        : correlation.Thresholds.All(threshold => threshold.Comparison.Holds(reached, threshold.Value));

    private sealed class Chain(SigmaKeptEvent last, Chain? before)
    {
        public SigmaKeptEvent First { get; } = before?.First ?? last;

        public IEnumerable<SigmaKeptEvent> Events => before is null ? [last] : before.Events.Append(last);

        public bool Has(SigmaKeptEvent kept) => Events.Contains(kept);
    }
}
