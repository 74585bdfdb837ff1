namespace OrleansTwin.Grains.Abstractions;

/// <summary>What an id of an evidence list stands for.</summary>
public enum EvidenceKind
{
    /// <summary>Nothing is kept under the id.</summary>
    NotKept = 0,
    Event = 1,
    Signal = 2,
    Change = 3,
    Entity = 4,
    Incident = 5,

    /// <summary>A source of events as a whole, with the time it covers.</summary>
    Source = 6,
}
