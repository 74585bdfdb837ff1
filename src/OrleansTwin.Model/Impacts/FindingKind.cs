namespace OrleansTwin.Model.Impacts;

/// <summary>What a change means (CONTRACTS, impacts.jsonl).</summary>
public enum FindingKind
{
    Misconfiguration = 0,
    OverPermissive = 1,
    InternetExposed = 2,
    InsecureIdentity = 3,
    HighPrivileges = 4,
    AdminPrivileges = 5,
    PrivilegeEscalation = 6,
    DataAccess = 7,
    CrownJewelAccess = 8,
    ExternalAccess = 9,
    SegmentationBreach = 10,
    LoggingDisabled = 11,
    EncryptionRemoved = 12,
}
