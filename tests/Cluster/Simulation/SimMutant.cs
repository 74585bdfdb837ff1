namespace OrleansTwin.Tests.Cluster.Simulation;

/// <summary>
/// Ways to break a rule of the protocol from outside: by doing an effect wrongly, or by keeping something from it. The simulation must notice each.
/// </summary>
public enum SimMutant
{
    None = 0,

    /// <summary>Messages leave, with the number they would get, as soon as the work is applied.</summary>
    SendBeforeCommit,

    /// <summary>Positions are acknowledged when the cut is taken.</summary>
    AcknowledgeBeforeCommit,

    /// <summary>The store takes writes of old epochs.</summary>
    NoFence,

    /// <summary>The store writes half of a cut and fails.</summary>
    TornCut,

    /// <summary>Fingerprints are not in the cut.</summary>
    ForgetFingerprints,

    /// <summary>Received numbers are not in the cut.</summary>
    ForgetReceived,

    /// <summary>Marks are not in the cut.</summary>
    ForgetMarks,

    /// <summary>The outbox is not in the cut.</summary>
    ForgetOutbox,

    /// <summary>Marks that the stream lost are not published again.</summary>
    NoRepublish,

    /// <summary>A failed call is sent again instead of giving up the epoch.</summary>
    BlindRetry,

    /// <summary>An activation keeps its state when it sees another epoch.</summary>
    KeepActivations,

    /// <summary>An activation serves calls of an older epoch.</summary>
    ServeOldEpoch,

    /// <summary>The owner takes the last answer of an entity as the newest.</summary>
    LastAnswerWins,

    /// <summary>An activation that begins anew takes the store's state though the owner has a newer one, and hides it.</summary>
    LoadOnlyFromStore,

    /// <summary>An activation begins with a read while a batch that touches it is in flight.</summary>
    ReadsLoadAtOnce,

    /// <summary>An answer to a mark clears it though it was raised again meanwhile.</summary>
    ClearWithoutGeneration,

    /// <summary>The history's old answers count for ever.</summary>
    StaleHistory,

    /// <summary>A message past a gap is taken as the next one.</summary>
    TakePastGap,

    /// <summary>A poisonous record is tried for ever.</summary>
    ForgetSuspects,
}
