namespace OrleansTwin.Pipeline.Ports;

/// <summary>The tables of a shard in a cut store. Keys are ordered by ordinal of their bytes.</summary>
public enum StoreTable : byte
{
    /// <summary>Epoch, cut number, versions.</summary>
    Meta = 0,

    /// <summary>Entity states by entity id.</summary>
    Entity = 1,

    /// <summary>Source positions and ledgers.</summary>
    Position = 2,

    /// <summary>Fingerprint segments by event-time hour and segment number.</summary>
    Fingerprint = 3,

    /// <summary>Marks not yet cleared.</summary>
    Mark = 4,

    /// <summary>Messages to other shards, by receiver and number, until acknowledged.</summary>
    Outbox = 5,

    /// <summary>Last number received from each sender.</summary>
    Received = 6,

    /// <summary>Signals by id.</summary>
    Signal = 7,

    /// <summary>Impacts by change and entity.</summary>
    Impact = 8,

    /// <summary>Notable events by actor and order.</summary>
    History = 9,

    /// <summary>Dead letters by source and position.</summary>
    DeadLetter = 10,

    /// <summary>Mints (lineage) by order.</summary>
    Mint = 11,

    /// <summary>Events that a better copy may still come of, by fingerprint.</summary>
    Copy = 12,
}
