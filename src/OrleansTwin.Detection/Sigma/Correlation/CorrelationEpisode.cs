namespace OrleansTwin.Detection.Sigma.Correlation;

/// <summary>Consecutive windows that hold and share events.</summary>
internal sealed record CorrelationEpisode(IReadOnlyList<SigmaKeptEvent> Events, double Measure);
