namespace OrleansTwin.Pipeline.Run;

/// <summary>Microseconds from receipt of the last record of evidence until a revision of its alert was read by a subscriber; nearest rank.</summary>
public sealed record RunLatency(long P50, long P90, long P99, long Max);
