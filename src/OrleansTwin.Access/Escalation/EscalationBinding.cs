using OrleansTwin.Access.Graph;

namespace OrleansTwin.Access.Escalation;

/// <summary>What a rule is tried with: the caller and the target's parts.</summary>
internal sealed record EscalationBinding(Identity Caller)
{
    public SnapshotRole? Role { get; init; }

    public SnapshotUser? User { get; init; }

    public SnapshotGroup? Group { get; init; }

    public SnapshotPolicy? Policy { get; init; }

    public Workload? Workload { get; init; }

    /// <summary>ARN pattern of workloads of the kind that were not seen.</summary>
    public string? UnseenWorkload { get; init; }

    /// <summary>The identity that is gained, where it is another one.</summary>
    public string? TargetArn => Role?.Arn ?? User?.Arn;

    public string Fill(string template, AccountSnapshot snapshot, string? helper = null) => template
        .Replace("{partition}", snapshot.Partition, StringComparison.Ordinal)
        .Replace("{account}", snapshot.Account, StringComparison.Ordinal)
        .Replace("{caller}", Caller.Arn, StringComparison.Ordinal)
        .Replace("{role}", Role?.Arn, StringComparison.Ordinal)
        .Replace("{user}", User?.Arn, StringComparison.Ordinal)
        .Replace("{group}", Group?.Arn, StringComparison.Ordinal)
        .Replace("{policy}", Policy?.Arn, StringComparison.Ordinal)
        .Replace("{helper}", helper, StringComparison.Ordinal)
        .Replace("{workload}", Workload?.Arn ?? UnseenWorkload, StringComparison.Ordinal);
}
