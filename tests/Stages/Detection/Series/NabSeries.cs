namespace OrleansTwin.Tests.Stages.Detection.Series;

/// <summary>One scored series with its labelled windows as rows, both ends within.</summary>
internal sealed record NabSeries(string Name, double[] Scores, List<(int From, int To)> Windows)
{
    /// <summary>Rows after probation that some threshold above one half could tell: the others are never detections.</summary>
    public List<int> Told { get; } = [.. Enumerable.Range(0, Scores.Length).Skip(NabScorer.Probation(Scores.Length)).Where(row => Scores[row] > 0.5)];
}
