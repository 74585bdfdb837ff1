using OrleansTwin.Pipeline.Protocol;

namespace OrleansTwin.Grains.Ownership;

/// <summary>Named bounds of an owner; those of the protocol itself are in <see cref="Protocol"/>.</summary>
public sealed record ShardLimits
{
    private const int HoursOfTwentyYears = 24 * 366 * 20;

    /// <summary>
    /// One batch in flight: signals and the estate are replaced in the order of batches, which answers that overtake each other would
    /// break. Backfill brings any hour, so fingerprints go by their number and not by the hour.
    /// </summary>
    public ProtocolLimits Protocol { get; init; } = new() { BatchesInFlightMax = 1, HorizonHours = HoursOfTwentyYears, FingerprintsMax = 20_000_000 };

    /// <summary>Distance between ordinary cuts.</summary>
    public TimeSpan CutInterval
    {
        get => Protocol.CutInterval;
        init => Protocol = Protocol with { CutInterval = value };
    }

    /// <summary>Records taken in that no cut holds yet; past it a cut is asked for and the source waits.</summary>
    public int UncutRecordsMax { get; init; } = 60_000;

    /// <summary>How long one call for the durability of arrivals waits; well below the silo's limit of a call.</summary>
    public TimeSpan DurableWaitMax { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// How far in event time records may overtake each other (DESIGN §5): for so long behind the latest event a better copy takes the place of
    /// what is known of an event, and what comes later than that is counted as late. Below the three days that baselines keep beyond what is read.
    /// </summary>
    public TimeSpan Lateness { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Late events remembered by id, the latest, for incidents to say that evidence came late. None in a replay: the order of its files is nobody's delay.</summary>
    public int LateEventsNamedMax { get; init; }

    /// <summary>Events held for that (about 2 KB each); past it the oldest stay as they are.</summary>
    public int CopiesMax { get; init; } = 50_000;

    /// <summary>Entity calls in flight at a time.</summary>
    public int CallsInFlightMax { get; init; } = 64;

    /// <summary>Hop marks in flight at which no further cause is begun; well below what a memory stream's queue takes (16,384).</summary>
    public int MarksMax { get; init; } = 2_048;

    /// <summary>Values the "already seen" filter holds in all; past it the filter begins anew and more events count as urgent.</summary>
    public int SeenValuesMax { get; init; } = 2_000_000;

    /// <summary>Entities one change may reach.</summary>
    public int ReachedMax { get; init; } = 4_096;

    /// <summary>Epochs in a row that may end without a cut between them before the owner stops and says so.</summary>
    public int FruitlessEpochsMax { get; init; } = 32;

    /// <summary>Keep every event in the history, not only those that changed, were refused, matched a rule or showed something new.</summary>
    public bool KeepAllEvents { get; init; }
}
