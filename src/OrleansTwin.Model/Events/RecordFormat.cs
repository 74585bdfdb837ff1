namespace OrleansTwin.Model.Events;

/// <summary>The format of a record, found from content. Its name in outputs is the lower camel case form.</summary>
public enum RecordFormat
{
    Unknown = 0,
    CloudTrail = 1,
    EventBridge = 2,
    VpcFlow = 3,

    /// <summary>No record of an event but what a snapshot tells of one entity (<c>--snapshot</c>): state, never activity.</summary>
    Snapshot = 4,
    AzureActivity = 10,
    EntraSignIn = 11,
    EntraAudit = 12,
    M365Audit = 13,
    AzureFlow = 14,
    GcpAudit = 20,
    GcpFlow = 21,
    GcpLog = 22,
    GuardDuty = 30,
    SecurityHub = 31,
    SecurityCommandCenter = 32,
    GraphAlert = 33,
    KubernetesAudit = 40,
    Ocsf = 50,

    /// <summary>A source told by a mapping file: its name stands in the event.</summary>
    Mapped = 60,
}
