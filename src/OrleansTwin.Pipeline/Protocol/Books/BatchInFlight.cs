using OrleansTwin.Model.Ids;

namespace OrleansTwin.Pipeline.Protocol.Books;

/// <summary>A batch that the entities have, or one that waits for the cut that names it.</summary>
/// <param name="Alone">No other batch runs beside it.</param>
internal sealed record BatchInFlight<TRecord>(long Number, IReadOnlyList<PendingRecord<TRecord>> Records, bool Alone)
{
    /// <summary>Entities it touches; null until the owner has folded it.</summary>
    public IReadOnlySet<EntityId>? Entities { get; init; }

    public long FirstPlace => Records[0].Place;

    public IEnumerable<ulong> Fingerprints => Records.Select(static pending => pending.Record.Fingerprint);
}
