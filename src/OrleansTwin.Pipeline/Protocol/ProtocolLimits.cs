namespace OrleansTwin.Pipeline.Protocol;

/// <summary>Every bound and delay of the shard protocol. Times are of the clock that is passed in with each step.</summary>
public sealed record ProtocolLimits
{
    /// <summary>Records accepted and not yet handed to a batch; further ones are refused and offered again by their source.</summary>
    public int PendingRecordsMax { get; init; } = 20_000;

    public int BatchRecordsMax { get; init; } = 1_000;

    public int BatchesInFlightMax { get; init; } = 3;

    /// <summary>How long records that are not urgent gather for a larger batch.</summary>
    public TimeSpan GatherMax { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Distance between ordinary cuts.</summary>
    public TimeSpan CutInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>An urgent message asks for a cut this soon; draining comes on top, together within 20 ms.</summary>
    public TimeSpan UrgentCutDelay { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>Changed entities that make a cut due at once.</summary>
    public int DirtyEntitiesMax { get; init; } = 50_000;

    /// <summary>Open marks past which no records are accepted.</summary>
    public int MarksMax { get; init; } = 100_000;

    /// <summary>A mark is published again when it was not cleared for so long.</summary>
    public TimeSpan MarkRepublishAfter { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Marks published again in one sweep.</summary>
    public int MarkRepublishMax { get; init; } = 1_000;

    /// <summary>A committed message is sent again when it was not acknowledged for so long.</summary>
    public TimeSpan MessageResendAfter { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Messages sent again to one receiver in one sweep.</summary>
    public int MessageResendMax { get; init; } = 256;

    /// <summary>Messages not yet acknowledged, over all receivers, past which no records are accepted.</summary>
    public int MessagesMax { get; init; } = 100_000;

    /// <summary>Hours of event time behind the latest for which every fingerprint is held: the lateness horizon.</summary>
    public int HorizonHours { get; init; } = 26;

    /// <summary>Hours ahead of the clock that move the horizon; a record dated further ahead does not.</summary>
    public int FutureHoursMax { get; init; } = 24;

    /// <summary>Fingerprints in memory (about 12 bytes each); past it the oldest hours go at the next cut, and the horizon is shorter.</summary>
    public int FingerprintsMax { get; init; } = 4_000_000;

    /// <summary>
    /// Cuts for which fingerprints behind the horizon stay in memory, and for which the history's "not known" holds: in between a copy may have
    /// been applied, and only these fingerprints tell.
    /// </summary>
    public int HistoryAnswerCuts { get; init; } = 64;

    /// <summary>Finished units kept in the ledger; past it the oldest are forgotten, and their records are told by fingerprint or history.</summary>
    public int FinishedUnitsMax { get; init; } = 1_000_000;

    /// <summary>How far ahead of a unit's next record another of its records may be accepted.</summary>
    public int UnitGapMax { get; init; } = 65_536;

    /// <summary>Epochs that one record may break before it goes to the dead letters.</summary>
    public int EpochBreaksMax { get; init; } = 3;

    /// <summary>Batches run one by one, each named in a cut before it starts, after two epochs in a row that ended without a word.</summary>
    public int CarefulBatchesMax { get; init; } = 256;
}
