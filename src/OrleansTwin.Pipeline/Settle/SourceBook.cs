using Orleans;

namespace OrleansTwin.Pipeline.Settle;

/// <summary>What the sources of one shard delivered, and the windows they say they lost (<see cref="SourceLedger"/>).</summary>
/// <param name="Counts">By source and region, ordinal order.</param>
/// <param name="Lost">The earliest, at most <see cref="SourceLedger.LostMax"/>.</param>
/// <param name="LostCount">All of them.</param>
[GenerateSerializer, Immutable, Alias("ot.sourcebook")]
public sealed record SourceBook(
    [property: Id(0)] IReadOnlyList<SourceCount> Counts,
    [property: Id(1)] IReadOnlyList<LostWindow> Lost,
    [property: Id(2)] long LostCount)
{
    public static SourceBook Empty { get; } = new([], [], 0);
}
