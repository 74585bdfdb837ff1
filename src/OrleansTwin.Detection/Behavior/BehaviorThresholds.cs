namespace OrleansTwin.Detection.Behavior;

/// <summary>Every number of the behaviour rules. The defaults stand in <c>behaviour.yml</c>; all are whole numbers.</summary>
public sealed record BehaviorThresholds
{
    /// <summary>Days (UTC) with activity before an identity's habits are judged. In shorter data novelty is silent.</summary>
    public int EstablishedDays { get; init; }

    /// <summary>The same for data stores (days with reads or writes).</summary>
    public int StoreEstablishedDays { get; init; }

    /// <summary>The same for workloads in flow logs (days with flows).</summary>
    public int NetworkEstablishedDays { get; init; }

    /// <summary>Days without a call after which an identity counts as dormant.</summary>
    public int DormantDays { get; init; }

    /// <summary>Active days it must have had before it fell silent.</summary>
    public int DormantActiveDays { get; init; }

    /// <summary>Width of the burst windows, minutes.</summary>
    public int BurstMinutes { get; init; }

    /// <summary>Denied calls within the window that make a burst.</summary>
    public int DeniedMin { get; init; }

    /// <summary>Distinct actions among them that make it probing rather than one thing failing.</summary>
    public int DeniedActionsMin { get; init; }

    /// <summary>Or distinct action-and-target pairs: one action tried over many targets.</summary>
    public int DeniedPairsMin { get; init; }

    /// <summary>Denials for each action-and-target pair from which the burst is a loop that repeats itself.</summary>
    public int LoopRepeats { get; init; }

    /// <summary>Active hours of past needed to say that denials are usual for this identity.</summary>
    public int DeniedHistoryHours { get; init; }

    /// <summary>Share of past active hours, percent, with at least deniedMin denials from which bursts are usual.</summary>
    public int DeniedUsualPercent { get; init; }

    /// <summary>Distinct secrets, parameters or user-data texts read within the window; a crown jewel counts sensitiveJewelWeight times.</summary>
    public int SensitiveMin { get; init; }

    /// <summary>Distinct secrets, parameters or user-data texts read within the window; a crown jewel counts sensitiveJewelWeight times.</summary>
    public int SensitiveJewelWeight { get; init; }

    /// <summary>Share of the targets, percent, read by the same subject in earlier hours from which the burst is usual work.</summary>
    public int SensitiveKnownPercent { get; init; }

    /// <summary>Or so many earlier hours of the look-back with at least half as many distinct targets.</summary>
    public int SensitiveUsualHours { get; init; }

    /// <summary>Hours of past that volume norms read.</summary>
    public int LookbackHours { get; init; }

    /// <summary>Active hours needed before a volume is judged at all.</summary>
    public int HistoryHoursMin { get; init; }

    /// <summary>Active samples of the same hour of the week needed to use them instead of all hours.</summary>
    public int WeekSamplesMin { get; init; }

    /// <summary>Active samples of the same hour of the day needed.</summary>
    public int DaySamplesMin { get; init; }

    /// <summary>Deviations (scaled median absolute deviation) above the median that are still usual.</summary>
    public int Deviations { get; init; }

    /// <summary>A volume must also be this many times the median, in percent.</summary>
    public int RatioPercent { get; init; }

    /// <summary>A volume this many times the past maximum, in percent, is extreme.</summary>
    public int ExtremePercent { get; init; }

    /// <summary>Reads an hour of a store below which volume is not judged.</summary>
    public int ReadsMin { get; init; }

    /// <summary>Outbound bytes an hour below which volume is not judged.</summary>
    public long BytesOutMin { get; init; }

    /// <summary>Share of past active hours with a new outbound peer, percent, up to which one new peer is off the norm.</summary>
    public int PeerQuietPercent { get; init; }

    /// <summary>New outbound peers an hour that are off the norm for workloads that meet new peers more often (at least; the robust norm may ask for more).</summary>
    public int PeersMin { get; init; }

    /// <summary>First active hours of a workload left out of the norm of new peers (everything is new then).</summary>
    public int PeerWarmupHours { get; init; }

    /// <summary>New destination hosts within an hour that make a host scan.</summary>
    public int ScanHostsMin { get; init; }

    /// <summary>New destination ports within an hour that make a port scan; only ports below scanPortBelow count (answers go to higher ones).</summary>
    public int ScanPortsMin { get; init; }

    /// <summary>New destination ports within an hour that make a port scan; only ports below scanPortBelow count (answers go to higher ones).</summary>
    public int ScanPortBelow { get; init; }

    /// <summary>Rejected inbound flows an hour that are worth a note.</summary>
    public int RejectedMin { get; init; }

    /// <summary>Speed above which two sign-in places cannot belong to one traveller, km/h, and the distance below which places are not told apart, km.</summary>
    public int TravelKmPerHour { get; init; }

    /// <summary>Speed above which two sign-in places cannot belong to one traveller, km/h, and the distance below which places are not told apart, km.</summary>
    public int TravelKmMin { get; init; }

    /// <summary>Days without a new address after which the addresses seen so far count as a workload's learned ways out, and how many they may be.</summary>
    public int EgressStableDays { get; init; }

    /// <summary>Days without a new address after which the addresses seen so far count as a workload's learned ways out, and how many they may be.</summary>
    public int EgressAddressesMax { get; init; }

    /// <summary>Ways of working that must be new beside an act for it to be out of character.</summary>
    public int OddWaysMin { get; init; }

    /// <summary>Values known for each hundred active days from which new addresses or clients are usual.</summary>
    public int ChurnPercent { get; init; }

    /// <summary>Days since the first time after which an act is usual work of its caller.</summary>
    public int UsualDays { get; init; }

    /// <summary>Minutes within which a hand takes back what it opened for both to be one change set.</summary>
    public int NetEffectMinutes { get; init; }

    /// <summary>Minutes without anything loud of a hand after which its next act is another session.</summary>
    public int SessionGapMinutes { get; init; }

    /// <summary>Earlier days on which roles let an outside account in, from which it is a known party.</summary>
    public int PartyDays { get; init; }

    /// <summary>Earlier days with the same finding by the same hand, from which it is no surprise.</summary>
    public int PrecedentDays { get; init; }

    /// <summary>Event ids kept as evidence of one signal (earliest first).</summary>
    public int EvidenceMax { get; init; }

    /// <summary>Each number with the least and greatest value allowed.</summary>
    internal IEnumerable<(string Key, long Value, long Min, long Max)> Bounds()
    {
        yield return ("establishedDays", EstablishedDays, 1, 365);
        yield return ("storeEstablishedDays", StoreEstablishedDays, 1, 365);
        yield return ("networkEstablishedDays", NetworkEstablishedDays, 1, 365);
        yield return ("dormantDays", DormantDays, 1, 365);
        yield return ("dormantActiveDays", DormantActiveDays, 1, 365);
        yield return ("burstMinutes", BurstMinutes, 1, 60);
        yield return ("deniedMin", DeniedMin, 1, 100000);
        yield return ("deniedActionsMin", DeniedActionsMin, 1, 100000);
        yield return ("deniedPairsMin", DeniedPairsMin, 1, 100000);
        yield return ("loopRepeats", LoopRepeats, 1, 100000);
        yield return ("deniedHistoryHours", DeniedHistoryHours, 1, 100000);
        yield return ("deniedUsualPercent", DeniedUsualPercent, 0, 100);
        yield return ("sensitiveMin", SensitiveMin, 1, 100000);
        yield return ("sensitiveJewelWeight", SensitiveJewelWeight, 1, 100000);
        yield return ("sensitiveKnownPercent", SensitiveKnownPercent, 0, 100);
        yield return ("sensitiveUsualHours", SensitiveUsualHours, 1, 100000);
        yield return ("lookbackHours", LookbackHours, 24, 2160);
        yield return ("historyHoursMin", HistoryHoursMin, 1, 100000);
        yield return ("weekSamplesMin", WeekSamplesMin, 1, 100000);
        yield return ("daySamplesMin", DaySamplesMin, 1, 100000);
        yield return ("deviations", Deviations, 1, 100);
        yield return ("ratioPercent", RatioPercent, 100, 100000);
        yield return ("extremePercent", ExtremePercent, 100, 100000);
        yield return ("readsMin", ReadsMin, 1, 100000);
        yield return ("bytesOutMin", BytesOutMin, 0, 1099511627776);
        yield return ("peerQuietPercent", PeerQuietPercent, 0, 100);
        yield return ("peersMin", PeersMin, 1, 100000);
        yield return ("peerWarmupHours", PeerWarmupHours, 1, 100000);
        yield return ("scanHostsMin", ScanHostsMin, 1, 100000);
        yield return ("scanPortsMin", ScanPortsMin, 1, 100000);
        yield return ("scanPortBelow", ScanPortBelow, 1, 65536);
        yield return ("rejectedMin", RejectedMin, 1, 100000);
        yield return ("travelKmPerHour", TravelKmPerHour, 1, 100000);
        yield return ("travelKmMin", TravelKmMin, 1, 100000);
        yield return ("egressStableDays", EgressStableDays, 1, 365);
        yield return ("egressAddressesMax", EgressAddressesMax, 1, 100000);
        yield return ("oddWaysMin", OddWaysMin, 1, 4);
        yield return ("churnPercent", ChurnPercent, 1, 1000);
        yield return ("usualDays", UsualDays, 1, 365);
        yield return ("netEffectMinutes", NetEffectMinutes, 1, 1440);
        yield return ("sessionGapMinutes", SessionGapMinutes, 1, 1440);
        yield return ("partyDays", PartyDays, 1, 365);
        yield return ("precedentDays", PrecedentDays, 1, 365);
        yield return ("evidenceMax", EvidenceMax, 1, 1000);
    }
}
