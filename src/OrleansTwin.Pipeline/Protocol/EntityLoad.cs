namespace OrleansTwin.Pipeline.Protocol;

/// <summary>Where an activation that begins to live takes its state from.</summary>
public enum EntityLoad
{
    /// <summary>No cut under way holds anything newer: the store's row, or the empty state where there is none.</summary>
    FromStore = 0,

    /// <summary>The state that comes with the answer: the store does not have it yet.</summary>
    Uncut = 1,

    /// <summary>
    /// For a read only: a batch in flight touches the entity, and an activation that died may have applied its part already. Stay empty, and
    /// ask again once a flush is answered.
    /// </summary>
    NotNow = 2,
}
