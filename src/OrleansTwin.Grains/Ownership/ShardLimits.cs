namespace OrleansTwin.Grains.Ownership;

/// <summary>Named bounds of an owner.</summary>
public sealed record ShardLimits
{
    /// <summary>Entity calls in flight at a time.</summary>
    public int CallsInFlightMax { get; init; } = 64;

    /// <summary>Events gathered before all their entities are called.</summary>
    public int GatherEventsMax { get; init; } = 1_000;

    /// <summary>Longest an event is gathered.</summary>
    public TimeSpan GatherMax { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan CutInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Events after which a cut is taken whatever the time.</summary>
    public int CutEventsMax { get; init; } = 50_000;

    /// <summary>Marks older than this are published again.</summary>
    public TimeSpan MarkAgeMax { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Marks in flight at which no further cause is begun; well below what a memory stream's queue takes (16,384).</summary>
    public int MarksMax { get; init; } = 2_048;

    /// <summary>Values the "already seen" filter holds in all; past it the filter begins anew and more events count as urgent.</summary>
    public int SeenValuesMax { get; init; } = 2_000_000;

    /// <summary>Entities one change may reach.</summary>
    public int ReachedMax { get; init; } = 4_096;

    /// <summary>Fingerprints kept in memory for a shard (8 bytes and set overhead each).</summary>
    public int FingerprintsMax { get; init; } = 20_000_000;

    /// <summary>Keep every event in the history, not only those that changed, were refused, matched a rule or showed something new.</summary>
    public bool KeepAllEvents { get; init; }

    /// <summary>Counts an event as late in the figures.</summary>
    public TimeSpan LateAfter { get; init; } = TimeSpan.FromHours(1);
}
