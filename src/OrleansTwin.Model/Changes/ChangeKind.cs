namespace OrleansTwin.Model.Changes;

/// <summary>What an event does to one entity.</summary>
public enum ChangeKind
{
    Create = 0,
    Change = 1,
    Delete = 2,

    /// <summary>A read or snapshot that tells the state, without changing it.</summary>
    Observe = 3,

    /// <summary>Only referred to: nothing is known but that it is spoken of.</summary>
    Refer = 4,

    /// <summary>It may have been changed: whether the call had its effect is not told. Counts as no change; what it would have changed is no longer known.</summary>
    Doubt = 5,
}
