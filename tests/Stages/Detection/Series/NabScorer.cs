namespace OrleansTwin.Tests.Stages.Detection.Series;

/// <summary>
/// The standard profile of the Numenta Anomaly Benchmark, written after its paper (Lavin and Ahmad, 2015): weights 1, 0.11, 1 for true
/// positives, false positives and false negatives; in a window only the first detection counts, the earlier the more; outside, a detection
/// costs more the further it lies past the window before. One threshold for a whole group of series, the best one. 0 is a detector that
/// tells nothing, 100 a perfect one.
/// </summary>
internal static class NabScorer
{
    private const double FalsePositive = 0.11;
    private const double ProbationShare = 0.15;
    private const int ProbationOf = 5000;

    public static int Probation(int rows) => (int)Math.Floor(ProbationShare * Math.Min(rows, ProbationOf));

    /// <summary>Score at the best threshold.</summary>
    public static (double Score, double Threshold) Best(IReadOnlyList<NabSeries> group)
    {
        var candidates = group.SelectMany(static s => s.Told.Select(row => s.Scores[row])).Distinct().OrderDescending().ToList();
        var best = (Score: 0.0, Threshold: 1.01);
        for (var index = 0; index < candidates.Count; index += Math.Max(1, candidates.Count / 500))
        {
            var score = At(group, candidates[index]);
            best = score > best.Score ? (score, candidates[index]) : best;
        }

        return best;
    }

    public static double At(IReadOnlyList<NabSeries> group, double threshold)
    {
        var windows = group.Sum(static s => s.Windows.Count);
        return 100 * (group.Sum(s => Raw(s, threshold)) + windows) / (2 * windows);
    }

    /// <summary>Sum over one series at a threshold: the reference of the benchmark's weighting.</summary>
    public static double Raw(NabSeries series, double threshold)
    {
        var total = 0.0;
        var found = new HashSet<int>();
        foreach (var row in series.Told)
        {
            if (series.Scores[row] < threshold)
            {
                continue;
            }

            var inside = series.Windows.FindIndex(w => row >= w.From && row <= w.To);
            if (inside >= 0)
            {
                if (found.Add(inside))
                {
                    var (from, to) = series.Windows[inside];
                    total += Sigmoid(-(to - row + 1.0) / (to - from + 1)) / Sigmoid(-1);
                }

                continue;
            }

            var before = series.Windows.FindLastIndex(w => w.To < row);
            total += FalsePositive * (before < 0 ? -1 : Sigmoid((row - series.Windows[before].To) / (double)(series.Windows[before].To - series.Windows[before].From)));
        }

        return total - (series.Windows.Count - found.Count);
    }

    private static double Sigmoid(double position) => position > 3 ? -1 : (2 / (1 + Math.Exp(5 * position))) - 1;
}
