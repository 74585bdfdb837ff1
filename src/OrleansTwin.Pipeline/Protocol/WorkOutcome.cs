using OrleansTwin.Pipeline.Ports;

namespace OrleansTwin.Pipeline.Protocol;

/// <summary>What follows from applied work, all of it part of the next cut.</summary>
public sealed record WorkOutcome
{
    public static WorkOutcome None { get; } = new();

    /// <summary>Marks raised; raising an open one again makes the earlier answer to it count for nothing.</summary>
    public IReadOnlyList<ShardMark> Marks { get; init; } = [];

    public IReadOnlyList<OutgoingMessage> Messages { get; init; } = [];

    /// <summary>Rows of the owner's own tables (signals, impacts, history…). Of one key the last word counts, in order of the steps.</summary>
    public IReadOnlyList<StorePut> Rows { get; init; } = [];
}
