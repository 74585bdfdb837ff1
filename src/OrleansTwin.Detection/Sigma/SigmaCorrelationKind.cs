namespace OrleansTwin.Detection.Sigma;

/// <summary>Correlation types of the Sigma correlation rules specification 2.1.</summary>
public enum SigmaCorrelationKind
{
    EventCount,
    ValueCount,
    Temporal,
    TemporalOrdered,
    ValueSum,
    ValueAverage,
    ValuePercentile,
    ValueMedian,
}
