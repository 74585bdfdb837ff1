namespace OrleansTwin.Pipeline.Run;

/// <summary>summary.json: figures of a run, measured.</summary>
public sealed record RunSummary
{
    public required RunCounts Events { get; init; }

    public int Entities { get; init; }

    public long Activations { get; init; }

    public long GrainCalls { get; init; }

    public int Signals { get; init; }

    public int Alerts { get; init; }

    public int Incidents { get; init; }

    public double WallSeconds { get; init; }

    public double CpuSeconds { get; init; }

    public double EventsPerSecond { get; init; }

    public double PeakRssMiB { get; init; }

    /// <summary>Null where nothing was published whose receipt is known.</summary>
    public RunLatency? LatencyMicros { get; init; }

    public required string Engine { get; init; }

    public required string Version { get; init; }

    public long Seed { get; init; }

    /// <summary>Rules that could not be decided for a record, with how often: neither match nor miss.</summary>
    public IReadOnlyDictionary<string, long> UndecidedRules { get; init; } = new Dictionary<string, long>();
}
