using System.Collections.Immutable;
using OrleansTwin.Access.Assets;
using OrleansTwin.Access.Graph;
using OrleansTwin.Access.Graph.Snapshots;
using OrleansTwin.Access.Jewels;
using OrleansTwin.Access.Network;
using OrleansTwin.Access.Paths;

namespace OrleansTwin.Access.Attacks;

/// <summary>All that attack paths and what-if are computed from: identities, stores, network, jewels. Immutable; a change makes another one.</summary>
public sealed record AttackWorld
{
    public required EstateSnapshot Snapshot { get; init; }

    public NetworkEstate Network { get; init; } = new();

    public JewelConfig Jewels { get; init; } = JewelConfig.None;

    public ManagedPolicyCatalogue Managed { get; init; } = ManagedPolicyCatalogue.Bundled;

    /// <summary>Accounts that belong to the estate, beside those of the snapshot.</summary>
    public ImmutableHashSet<string> OwnAccounts { get; init; } = [];

    /// <summary>Steps known from elsewhere, as a twin's own exposure.</summary>
    public ImmutableArray<PathEdge> Given { get; init; } = [];

    /// <summary>Steps taken away, as a what-if asks.</summary>
    public ImmutableArray<PathCut> Cuts { get; init; } = [];

    public AccountSnapshot? Account(string id) => Snapshot.Accounts.FirstOrDefault(a => a.Account == id);

    public AttackWorld With(AccountSnapshot account) => this with
    {
        Snapshot = Snapshot with { Accounts = [.. Snapshot.Accounts.Select(a => a.Account == account.Account ? account : a)] },
    };
}
