using System.Collections.Immutable;
using OrleansTwin.Access.Graph;
using OrleansTwin.Access.Paths;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;

namespace OrleansTwin.Access.Attacks;

/// <summary>
/// Draws the steps of a world. Steps:
/// <list type="number">
/// <item>Each account by itself: who acts as whom and who makes itself administrator, by the escalation rules (<see cref="AccountDrawing"/>).</item>
/// <item>Between accounts and from outside: roles whose trust names others.</item>
/// <item>Workloads hold their role; what the network lets reach them (<see cref="NetworkEdges"/>), function URLs.</item>
/// <item>Stores: who can read, write or administer each (<see cref="StoreEdges"/>), anybody among them.</item>
/// </list>
/// Steps are sure, possible with the assumption named, or hang on what was not seen; the last kind carries no path. Drawn again for a
/// changed world, what did not change is taken from the drawing before, with the same result.
/// </summary>
public static class AttackGraphStage
{
    public static AttackGraph Of(AttackWorld world, AttackGraph? before = null, AttackLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(world);
        limits ??= AttackLimits.Default;
        var accounts = world.Snapshot.Accounts.ToImmutableDictionary(
            static a => a.Account,
            a => before?.Accounts.GetValueOrDefault(a.Account) is { } drawn && ReferenceEquals(drawn.Access.Snapshot, a) ? drawn : new AccountDrawing(new AccountAccess(a, world.Managed)),
            StringComparer.Ordinal);
        var ordered = accounts.OrderBy(static a => a.Key, StringComparer.Ordinal).Select(static a => a.Value).ToList();
        var stores = new StoreEdges(world, ordered, before?.Stores, limits);
        var network = NetworkEdges.Of(world, limits, out var whole);
        var edges = ordered.SelectMany(static a => a.Edges)
            .Concat(CrossAccountEdges.Of(ordered))
            .Concat(OutsideEdges.Of(world, ordered))
            .Concat(ordered.SelectMany(static a => Holding(a.Access.Snapshot)))
            .Concat(network)
            .Concat(stores.Edges)
            .Concat(world.Given)
            .Where(edge => !world.Cuts.Any(cut => cut.Takes(edge)))
            .Take(limits.EdgesMax + 1).ToList();
        return new(
            world, new Adjacency(edges.Where(static e => e.Certainty != Certainty.NotDecidable).Take(limits.EdgesMax)),
            [.. edges.Where(static e => e.Certainty == Certainty.NotDecidable).Distinct().OrderBy(static e => e.From).ThenBy(static e => e.To).ThenBy(static e => e.Kind, StringComparer.Ordinal)],
            JewelsOf(world), whole && stores.Complete && edges.Count <= limits.EdgesMax)
        {
            Stores = stores,
            Accounts = accounts,
        };
    }

    /// <summary>Who holds a workload has its role.</summary>
    private static IEnumerable<PathEdge> Holding(AccountSnapshot account) => account.Workloads.Where(static w => w.RoleArn is not null)
        .Select(static w => new PathEdge(new(w.Arn), new(w.RoleArn!), "runsAs", $"{w.Kind} runs with it", Certainty.Certain, EdgeCost.Sure));

    private static ImmutableSortedDictionary<EntityId, CrownJewel> JewelsOf(AttackWorld world)
    {
        var jewels = ImmutableSortedDictionary.CreateBuilder<EntityId, CrownJewel>();
        foreach (var store in world.Snapshot.Stores)
        {
            if (StoreJewel.Of(store, world.Jewels) is { } jewel)
            {
                jewels[new(store.Arn)] = jewel;
            }
        }

        return jewels.ToImmutable();
    }
}
