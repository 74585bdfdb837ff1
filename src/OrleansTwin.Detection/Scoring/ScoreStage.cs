using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Detection.Scoring;

/// <summary>Score of a signal: points of severity, confidence, jewel, exposure, novelty, cut at 100. It orders equals of one severity.</summary>
public static class ScoreStage
{
    private const int ScoreMax = 100;

    public static SignalScore Score(ScoreInput input, ScoringOptions options)
    {
        ScorePoint[] points =
        [
            new("severity", options.Severity[input.Severity]),
            new("confidence", options.Confidence[input.Confidence]),
            new("jewel", input.Jewel switch { null => 0, { Basis: JewelBasis.Marked } => options.JewelMarked, _ => options.JewelCandidate }),
            new("exposure", options.Exposure[input.Exposure]),
            new("novelty", input.Novelty switch { Novelty.None => 0, Novelty.Subject => options.NoveltySubject, _ => options.NoveltyAccount }),
        ];
        return new(Math.Min(ScoreMax, points.Sum(static p => p.Points)), points.Where(static p => p.Points != 0).ToValueArray());
    }
}
