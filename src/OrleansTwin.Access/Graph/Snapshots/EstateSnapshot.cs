using System.Collections.Immutable;
using OrleansTwin.Access.Decisions;

namespace OrleansTwin.Access.Graph.Snapshots;

/// <summary>The identities of all accounts of a snapshot, and the policies of their resources.</summary>
/// <param name="Accounts">By account id.</param>
/// <param name="ResourcePolicies">Policies of resources by ARN; a resource that is not here has none that was seen.</param>
/// <param name="Problems">What could not be read, with its place.</param>
public sealed record EstateSnapshot(
    ImmutableArray<AccountSnapshot> Accounts, ImmutableDictionary<string, LayerPolicies> ResourcePolicies, ImmutableArray<string> Problems)
{
    /// <summary>Data stores that the lists name, by ARN, each once.</summary>
    public ImmutableArray<SnapshotStore> Stores { get; init; } = [];

    /// <summary>Accounts whose S3 block public access, control policies or grants were not in the snapshot are left out of what each says.</summary>
    public Organisation Organisation { get; init; } = Organisation.NotSeen;
}
