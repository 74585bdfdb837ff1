namespace OrleansTwin.Bench;

/// <summary>
/// The figures of one measurement (CONTRACTS, <c>twin bench</c>). What could not be measured is left out and named in
/// <see cref="NotMeasured"/>.
/// </summary>
internal sealed record BenchReport
{
    public required string Scenario { get; init; }

    public ulong Seed { get; init; }

    /// <summary>Events of the timed part, all durable at its end.</summary>
    public long Events { get; init; }

    public double WallSeconds { get; init; }

    public double EventsPerSecond { get; init; }

    /// <summary>Processor time of the whole process.</summary>
    public double CpuMicrosPerEvent { get; init; }

    public BenchLatency? LatencyMicros { get; init; }

    public double GrainCallsPerEvent { get; init; }

    /// <summary>Changes whose impact was worked out.</summary>
    public long CausesRaised { get; init; }

    /// <summary>Of impacts worked out before, how many were opened again since what they rest on changed late.</summary>
    public long CausesReopened { get; init; }

    /// <summary>Since the silo started, the untimed past included.</summary>
    public long Activations { get; init; }

    /// <summary>Entities the owners know at the end.</summary>
    public long Entities { get; init; }

    public required BenchCut Cut { get; init; }

    /// <summary>A new silo on the store of the run: from its start until every shard answers.</summary>
    public double? RecoverySeconds { get; init; }

    /// <summary>Managed heap after a full collection, less what stood before the first event.</summary>
    public long? BytesPerEntity { get; init; }

    public IReadOnlyList<BenchStage> Stages { get; init; } = [];

    public required BenchDisk Disk { get; init; }

    /// <summary>Events a second the load was made for; it is kept where records come singly.</summary>
    public int? Rate { get; init; }

    /// <summary>Bytes of the records of the timed part, before compression.</summary>
    public long? InputBytes { get; init; }

    /// <summary>Append to the journal, sync included, microseconds.</summary>
    public long? JournalAppendMicrosP99 { get; init; }

    public long Revisions { get; init; }

    public double PeakRssMiB { get; init; }

    public int Processors { get; init; }

    public required string System { get; init; }

    public required string Version { get; init; }

    public IReadOnlyList<string> NotMeasured { get; init; } = [];
}
