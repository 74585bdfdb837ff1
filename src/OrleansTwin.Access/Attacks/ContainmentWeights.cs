using OrleansTwin.Access.Paths;
using OrleansTwin.Model.Ids;

namespace OrleansTwin.Access.Attacks;

/// <summary>What containment breaks, from a history of calls and flows.</summary>
/// <param name="CallsOf">Successful calls that an identity or workload made; null where no history was given.</param>
/// <param name="UsesOf">Uses of one step (assumptions of a role, connections); null the same.</param>
public sealed record ContainmentWeights(Func<EntityId, long>? CallsOf = null, Func<PathEdge, long>? UsesOf = null);
