namespace OrleansTwin.Journaling;

/// <summary>When a record was received, when it had been read and prepared, and when the entities held it, in timestamps of the clock.</summary>
internal sealed record Receipt(long Received, long? Parsed)
{
    /// <summary>Null where it was applied in an earlier run, or is not yet.</summary>
    public long? Applied { get; init; }
}
