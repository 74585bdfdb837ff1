using OrleansTwin.Model.Ids;

namespace OrleansTwin.Pipeline.Protocol;

/// <summary>What this shard has to tell another one. It has no number before a cut gives it one.</summary>
/// <param name="Payload">Bytes as the receiver decodes them; not changed afterwards.</param>
/// <param name="Urgent">Asks for a cut at once; others wait for the ordinary one.</param>
public sealed record OutgoingMessage(ShardId To, ReadOnlyMemory<byte> Payload, bool Urgent);
