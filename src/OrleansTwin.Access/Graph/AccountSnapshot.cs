using System.Collections.Immutable;
using OrleansTwin.Access.Decisions;

namespace OrleansTwin.Access.Graph;

/// <summary>The identities of one account at one time, and what is known to run there.</summary>
public sealed record AccountSnapshot
{
    public required string Account { get; init; }

    public string Partition { get; init; } = "aws";

    public ImmutableArray<SnapshotUser> Users { get; init; } = [];

    public ImmutableArray<SnapshotGroup> Groups { get; init; } = [];

    public ImmutableArray<SnapshotRole> Roles { get; init; } = [];

    public ImmutableArray<SnapshotPolicy> Policies { get; init; } = [];

    public ImmutableArray<Workload> Workloads { get; init; } = [];

    /// <summary>Kinds of workload whose list is complete; of other kinds there may be more than <see cref="Workloads"/> shows.</summary>
    public ImmutableHashSet<string> CompleteKinds { get; init; } = [];

    /// <summary>Control policies over the account, root first.</summary>
    public ImmutableArray<OrganizationLevel> ServiceControl { get; init; } = [];

    /// <summary>Resource control policies over the account's resources, root first.</summary>
    public ImmutableArray<OrganizationLevel> ResourceControl { get; init; } = [];

    /// <summary>Identities and resources of the management account are outside of control policies.</summary>
    public bool IsManagementAccount { get; init; }

    /// <summary>KMS grants of the snapshot's keys.</summary>
    public ImmutableArray<KmsGrant> KmsGrants { get; init; } = [];

    /// <summary>The time that the snapshot speaks of; conditions on the current time use it. Null: not known.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>What could not be read, with its place.</summary>
    public ImmutableArray<string> Problems { get; init; } = [];
}
