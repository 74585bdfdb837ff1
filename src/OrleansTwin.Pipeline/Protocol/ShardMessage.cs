using OrleansTwin.Model.Ids;

namespace OrleansTwin.Pipeline.Protocol;

/// <summary>A committed message: its number in the lane from sender to receiver, from 1 without a gap, means this content for ever.</summary>
public sealed record ShardMessage(ShardId To, long Number, ReadOnlyMemory<byte> Payload, bool Urgent);
