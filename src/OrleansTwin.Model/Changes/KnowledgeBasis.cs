namespace OrleansTwin.Model.Changes;

/// <summary>Where knowledge comes from, weakest first.</summary>
public enum KnowledgeBasis
{
    /// <summary>Named by an event, nothing more.</summary>
    Referenced = 0,

    /// <summary>Seen acting or answering.</summary>
    Observed = 1,

    /// <summary>Told by a read call's answer.</summary>
    Read = 2,

    /// <summary>Told by a logged write.</summary>
    Write = 3,

    /// <summary>Told by a snapshot.</summary>
    Snapshot = 4,
}
