namespace OrleansTwin.Detection.Behavior;

/// <summary>Ids of the rules that the code knows how to judge; <c>behaviour.yml</c> must describe each.</summary>
internal static class RuleIds
{
    public const string FirstAction = "behavior.identity.first-action";
    public const string FirstService = "behavior.identity.first-service";
    public const string FirstRegion = "behavior.identity.first-region";
    public const string FirstOrigin = "behavior.identity.first-origin";
    public const string FirstAgent = "behavior.identity.first-agent";
    public const string FirstCredential = "behavior.identity.first-credential";
    public const string DormantWakes = "behavior.identity.dormant-wakes";
    public const string DeniedBurst = "behavior.identity.denied-burst";
    public const string DeniedLoop = "behavior.identity.denied-loop";
    public const string SensitiveReads = "behavior.identity.sensitive-read-burst";
    public const string RootUsed = "behavior.identity.root-used";
    public const string RootPower = "behavior.identity.root-power";
    public const string HostileOrigin = "behavior.identity.hostile-origin";
    public const string ImpossibleTravel = "behavior.identity.impossible-travel";
    public const string OutOfCharacter = "behavior.identity.out-of-character";
    public const string OutsideWorkload = "behavior.identity.credentials-outside-workload";
    public const string ForeignEndpoint = "behavior.identity.foreign-endpoint";
    public const string ReadVolume = "behavior.store.read-volume";
    public const string NewPrincipal = "behavior.store.new-principal";
    public const string DataStoreContact = "behavior.network.data-store-contact";
    public const string OutboundPeers = "behavior.network.outbound-peers";
    public const string OutboundVolume = "behavior.network.outbound-volume";
    public const string AdminPortInbound = "behavior.network.admin-port-inbound";
    public const string RejectedProbes = "behavior.network.rejected-probes";
    public const string HostScan = "behavior.network.host-scan";
    public const string PortScan = "behavior.network.port-scan";

    public static IReadOnlyList<string> All { get; } =
    [
        FirstAction, FirstService, FirstRegion, FirstOrigin, FirstAgent, FirstCredential, DormantWakes, DeniedBurst, DeniedLoop, SensitiveReads,
        RootUsed, RootPower, HostileOrigin, ImpossibleTravel, OutOfCharacter, OutsideWorkload, ForeignEndpoint, ReadVolume, NewPrincipal, DataStoreContact,
        OutboundPeers, OutboundVolume, AdminPortInbound, RejectedProbes, HostScan, PortScan,
    ];
}
