using System.Collections.Immutable;

namespace OrleansTwin.Access.Escalation;

/// <summary>A way from one identity to another or to administrator, as data.</summary>
public sealed record EscalationRule
{
    public required string Id { get; init; }

    public required string Title { get; init; }

    /// <summary>What the rule is tried on: none, role, user, ownGroup, otherGroup, ownPolicy, rolePolicy, workload.</summary>
    public required string Target { get; init; }

    /// <summary>
    /// role, user: the caller acts as the target as it stands. targetAdmin: as the target made administrator.
    /// caller: the caller becomes administrator itself. callerInGroup: the caller gets the group's policies.
    /// </summary>
    public required string Gain { get; init; }

    public string? WorkloadKind { get; init; }

    /// <summary>The service that a role must trust to run such a workload, for estates whose workloads were not seen.</summary>
    public string? WorkloadService { get; init; }

    public required ImmutableArray<EscalationNeed> Needs { get; init; }
}
