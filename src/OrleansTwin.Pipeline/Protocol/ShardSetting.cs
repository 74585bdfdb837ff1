using OrleansTwin.Pipeline.Ports;

namespace OrleansTwin.Pipeline.Protocol;

/// <summary>What a shard's protocol is told by its owner.</summary>
/// <param name="DeadLetterRow">The row that keeps a record which broke so many epochs.</param>
public sealed record ShardSetting<TRecord>(ProtocolLimits Limits, Func<ShardRecord<TRecord>, int, StorePut> DeadLetterRow)
{
    /// <summary>Versions of rules, config and intel, written into each cut.</summary>
    public string Versions { get; init; } = string.Empty;
}
