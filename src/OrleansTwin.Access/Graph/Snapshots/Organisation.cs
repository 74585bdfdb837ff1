using System.Collections.Immutable;
using OrleansTwin.Access.Decisions;

namespace OrleansTwin.Access.Graph.Snapshots;

/// <summary>Control policies over the accounts, as far as the snapshot of the management account shows them.</summary>
/// <param name="Seen">The snapshot speaks of the organisation's policies at all.</param>
/// <param name="ManagementAccount">Outside of control policies; null where not told.</param>
/// <param name="ServiceControl">By account, root first.</param>
/// <param name="ResourceControl">By account, root first.</param>
public sealed record Organisation(
    bool Seen, string? ManagementAccount,
    ImmutableSortedDictionary<string, ImmutableArray<OrganizationLevel>> ServiceControl, ImmutableSortedDictionary<string, ImmutableArray<OrganizationLevel>> ResourceControl)
{
    public static Organisation NotSeen { get; } = new(
        false, null,
        ImmutableSortedDictionary.Create<string, ImmutableArray<OrganizationLevel>>(StringComparer.Ordinal), ImmutableSortedDictionary.Create<string, ImmutableArray<OrganizationLevel>>(StringComparer.Ordinal));
}
