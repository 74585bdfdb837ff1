namespace OrleansTwin.Incidents.Correlation;

/// <summary>Why two signals belong together. Strength, window and bound of each kind stand in <c>Data/links.json</c>.</summary>
public enum LinkKind
{
    Lineage = 0,
    SlowLineage = 1,
    Credential = 2,
    Session = 3,
    Alert = 4,
    HostileOrigin = 5,
    TouchedResource = 6,
    EnablingChange = 7,
    Change = 8,
    Origin = 9,
    Agent = 10,
    SharedResource = 11,
    WeakLineage = 12,

    /// <summary>Both rest on one event.</summary>
    Evidence = 13,

    /// <summary>Workloads of one role, by one rule.</summary>
    Fleet = 14,
}
