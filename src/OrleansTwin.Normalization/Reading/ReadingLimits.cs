namespace OrleansTwin.Normalization.Reading;

/// <summary>What one record may hold before it is a dead letter.</summary>
public sealed record ReadingLimits
{
    public static ReadingLimits Default { get; } = new();

    public int RecordBytesMax { get; init; } = 32 * 1024 * 1024;

    /// <summary>Nesting of objects and arrays, the record itself counted.</summary>
    public int DepthMax { get; init; } = 64;

    /// <summary>Slots of each pool of repeated strings.</summary>
    public int PoolSlots { get; init; } = 8192;

    /// <summary>Slots of the pool of identities.</summary>
    public int ActorSlots { get; init; } = 4096;
}
