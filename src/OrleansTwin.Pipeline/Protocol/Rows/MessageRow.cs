using OrleansTwin.Model.Ids;

namespace OrleansTwin.Pipeline.Protocol.Rows;

/// <summary>A committed message that its receiver has not acknowledged.</summary>
public sealed record MessageRow(ShardId To, long Number, byte[] Payload, bool Urgent);
