namespace OrleansTwin.Bench;

/// <summary>From when an alert's last evidence was due until its revision was synced, microseconds.</summary>
/// <param name="From"><c>due</c>: its place in the rate; <c>read</c>: nothing paced the load, so when it was read.</param>
internal sealed record BenchLatency(int Count, long P50, long P90, long P99, long Max, string From);
