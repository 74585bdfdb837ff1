using System.Collections.Immutable;
using OrleansTwin.Access.Graph;
using OrleansTwin.Access.Paths;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Ids;

namespace OrleansTwin.Access.Attacks;

/// <summary>The steps of an estate, with what is needed to ask about them.</summary>
/// <param name="World">What it was drawn from.</param>
/// <param name="Steps">Steps that are certain or possible.</param>
/// <param name="Undecided">Steps that hang on what was not seen; no path leads over them.</param>
/// <param name="Jewels">Stores that are jewels, by id.</param>
/// <param name="Complete">False where a bound cut the drawing.</param>
public sealed record AttackGraph(
    AttackWorld World, Adjacency Steps, ImmutableArray<PathEdge> Undecided, ImmutableSortedDictionary<EntityId, CrownJewel> Jewels, bool Complete)
{
    /// <summary>Abilities over stores by identity; kept so that a changed world asks only what changed.</summary>
    internal StoreEdges Stores { get; init; } = null!;

    internal ImmutableDictionary<string, AccountDrawing> Accounts { get; init; } = ImmutableDictionary<string, AccountDrawing>.Empty;

    /// <summary>What somebody may be after: the jewels, and being administrator of an account.</summary>
    public IEnumerable<EntityId> Targets => Jewels.Keys.Concat(World.Snapshot.Accounts.Select(static a => AttackNodes.Administrator(a.Account)));

    /// <summary>Where somebody from outside begins.</summary>
    public IEnumerable<EntityId> Outside => World.Snapshot.Accounts.Length == 0 ? [AttackNodes.Internet] : [AttackNodes.Internet, .. OutsideAccounts];

    private IEnumerable<EntityId> OutsideAccounts
    {
        get
        {
            var own = World.Snapshot.Accounts.Select(static a => a.Account).Concat(World.OwnAccounts).ToHashSet(StringComparer.Ordinal);
            for (var node = 0; node < Steps.NodeCount; node++)
            {
                var id = Steps.Node(node);
                if (id != AttackNodes.Internet && Steps.EdgesTo(node).Length == 0 && !AttackNodes.IsAdministrator(id) && IsPrincipal(id) && !own.Contains(id.AccountOf()))
                {
                    yield return id;
                }
            }
        }
    }

    private static bool IsPrincipal(EntityId id) => id.Kind is Model.Ids.EntityKind.Identity or Model.Ids.EntityKind.Account;
}
