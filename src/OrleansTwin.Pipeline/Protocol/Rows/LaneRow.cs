using OrleansTwin.Model.Ids;

namespace OrleansTwin.Pipeline.Protocol.Rows;

/// <summary>The last number given to a receiver, or taken from a sender.</summary>
public sealed record LaneRow(ShardId Peer, long Last)
{
    public const string SentPrefix = "sent/";
}
