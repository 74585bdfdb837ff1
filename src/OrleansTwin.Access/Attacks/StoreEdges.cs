using System.Collections.Immutable;
using OrleansTwin.Access.Abilities;
using OrleansTwin.Access.Decisions;
using OrleansTwin.Access.Escalation;
using OrleansTwin.Access.Graph;
using OrleansTwin.Access.Graph.Snapshots;
using OrleansTwin.Access.Paths;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Access.Attacks;

/// <summary>
/// Who of the estate can do what with each store, asked once for each pair of identity and store that could meet. A drawing after a change
/// takes over the answers of pairs whose identity and store policy are the same.
/// </summary>
internal sealed class StoreEdges
{
    private readonly AttackWorld _world;
    private readonly StoreEdges? _before;
    private readonly Dictionary<(string Identity, string Store), ImmutableArray<AbilityAnswer>> _answers = [];
    private readonly Dictionary<string, Identity> _identities = new(StringComparer.Ordinal);
    private readonly HashSet<string> _same = new(StringComparer.Ordinal);

    public StoreEdges(AttackWorld world, IReadOnlyList<AccountDrawing> accounts, StoreEdges? before, AttackLimits limits)
    {
        (_world, _before) = (world, before);
        var edges = ImmutableArray.CreateBuilder<PathEdge>();
        var pairs = 0;
        foreach (var account in accounts)
        {
            foreach (var identity in account.Access.Identities)
            {
                _identities[identity.Arn] = identity;
                if (before?._identities.GetValueOrDefault(identity.Arn) is { } known && IdentityComparison.Same(known, identity))
                {
                    _same.Add(identity.Arn);
                }

                foreach (var store in world.Snapshot.Stores)
                {
                    if (++pairs > limits.StorePairsMax)
                    {
                        Complete = false;
                        break;
                    }

                    if (Answers(identity, store) is { IsEmpty: false } answers && EdgeOf(identity, store, answers) is { } edge)
                    {
                        edges.Add(edge);
                    }
                }
            }

            edges.AddRange(world.Snapshot.Stores.Where(s => s.Account == account.Access.Snapshot.Account).Select(s => new PathEdge(
                AttackNodes.Administrator(account.Access.Snapshot.Account), new(s.Arn), "store", "everything, as administrator", Certainty.Certain, EdgeCost.Sure)));
        }

        Edges = edges.ToImmutable();
    }

    public ImmutableArray<PathEdge> Edges { get; }

    public bool Complete { get; private set; } = true;

    /// <summary>All abilities that were found, by identity and store.</summary>
    public IReadOnlyDictionary<(string Identity, string Store), ImmutableArray<AbilityAnswer>> Held => _answers;

    private ImmutableArray<AbilityAnswer> Answers(Identity identity, SnapshotStore store)
    {
        var policy = PolicyOf(_world.Snapshot, store);
        var key = (identity.Arn, store.Arn);
        if (_same.Contains(identity.Arn) && ReferenceEquals(policy, _before!._world.Snapshot.ResourcePolicies.GetValueOrDefault(store.Arn)) && _before._world.Snapshot.Stores.Contains(store))
        {
            if (_before._answers.TryGetValue(key, out var kept))
            {
                _answers[key] = kept;
            }

            return kept.IsDefault ? [] : kept;
        }

        if (!CouldMeet(identity, store, policy))
        {
            return [];
        }

        var isKey = store.Arn.Contains(":kms:", StringComparison.Ordinal);
        var asked = AbilityDecider.Ask(Controlled(identity, store), new(store.Arn, store.Account, policy ?? (isKey ? LayerPolicies.NotSeen($"key policy of {store.Arn}") : null)));
        if (!asked.IsEmpty)
        {
            _answers[key] = asked;
        }

        return asked;
    }

    /// <summary>Another account's resource control policies, where the store is theirs.</summary>
    private Identity Controlled(Identity identity, SnapshotStore store)
    {
        if (store.Account is null || store.Account == identity.Principal.Account || _world.Account(store.Account) is not { } owner)
        {
            return identity;
        }

        return identity with { Policies = identity.Policies with { ResourceControl = owner.ResourceControl, ResourceInManagementAccount = owner.IsManagementAccount } };
    }

    private static LayerPolicies? PolicyOf(EstateSnapshot snapshot, SnapshotStore store) => snapshot.ResourcePolicies.GetValueOrDefault(store.Arn);

    /// <summary>Cheap, never too narrow.</summary>
    private static bool CouldMeet(Identity identity, SnapshotStore store, LayerPolicies? policy)
    {
        if (policy is not null)
        {
            return true;
        }

        return (store.Account is null || store.Account == identity.Principal.Account) && AbilityCatalogue.Bundled.KindOf(store.Arn) is { } kind
            && (identity.Policies.KmsGrants.Length > 0 || kind.Sets.Any(set => set.Actions.Any(action => PermissionProbe.MayEver(identity, action))));
    }

    private static PathEdge? EdgeOf(Identity identity, SnapshotStore store, ImmutableArray<AbilityAnswer> answers)
    {
        var useful = answers.Where(static a => a.Can != "list").ToList();
        if (useful.Count == 0)
        {
            return null;
        }

        var best = useful.Max(static a => a.Certainty);
        var surest = useful.Where(a => a.Certainty == best).ToList();
        var certainty = EdgeCost.CertaintyOf(best);
        var via = string.Join(", ", surest.SelectMany(static a => a.Via).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        return new(new(identity.Arn), new(store.Arn), "store", $"{string.Join(", ", surest.Select(static a => a.Can))} through {via}", certainty, certainty == Certainty.Certain ? EdgeCost.Sure : EdgeCost.Unsure)
        {
            Assumes = certainty == Certainty.Certain ? default : surest.SelectMany(static a => a.Conditions).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToValueArray(),
        };
    }
}
