using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;

namespace OrleansTwin.Pipeline.Protocol;

/// <summary>Where a record came from: a place in a source unit, or another shard's numbered message.</summary>
/// <param name="Unit">Source unit; empty for a message.</param>
/// <param name="Index">Index of the record in its unit from 0, or number of the message from 1.</param>
/// <param name="Sender">The shard that sent it; null for a record of a source.</param>
public readonly record struct RecordOrigin(string Unit, long Index, ShardId? Sender)
{
    public static RecordOrigin Of(SourcePosition position) => new(position.Unit, position.Index, null);

    public static RecordOrigin Of(ShardId sender, long number) => new(string.Empty, number, sender);
}
