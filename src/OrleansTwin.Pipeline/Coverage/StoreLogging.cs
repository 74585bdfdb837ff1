namespace OrleansTwin.Pipeline.Coverage;

/// <summary>How reads of stores of some types are recorded; one entry of <c>Data/logging.json</c>.</summary>
/// <param name="Types">Resource types.</param>
/// <param name="Source">Event source of the read.</param>
/// <param name="Event">Resource type that data-event selectors name.</param>
/// <param name="Name">A call that reads.</param>
/// <param name="Within">What is read lies inside the resource: an object of a bucket.</param>
/// <param name="HowTo">For <see cref="StoreReads.Own"/>: what would show reads.</param>
public sealed record StoreLogging(IReadOnlyList<string> Types, StoreReads Reads, string? Source, string? Event, string? Name, bool Within, string? HowTo)
{
    /// <summary>The read of one store; null where no cloud log records it.</summary>
    public RecordedCall? ReadOf(string arn) => Reads switch
    {
        StoreReads.Data => new(true, true, Source, Name, Event, arn, Within),
        StoreReads.Management => new(false, true, Source, Name),
        StoreReads.Own => null,
        _ => throw new InvalidOperationException($"`{Reads}` is no way of recording"),
    };
}
