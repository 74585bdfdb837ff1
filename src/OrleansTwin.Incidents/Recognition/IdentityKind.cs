namespace OrleansTwin.Incidents.Recognition;

/// <summary>What stands behind an identity. Unknown is an answer: too little was seen, or the signs disagree.</summary>
public enum IdentityKind
{
    Unknown = 0,
    Person = 1,
    Pipeline = 2,
    Workload = 3,
    Vendor = 4,
}
