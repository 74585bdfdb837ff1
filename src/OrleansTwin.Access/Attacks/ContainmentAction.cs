using OrleansTwin.Access.Paths;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Access.Attacks;

/// <summary>One thing to do that takes steps away.</summary>
/// <param name="Action">Its kind, as <c>containment.yaml</c> names it.</param>
/// <param name="Target">What it is done to.</param>
/// <param name="Text">In words.</param>
/// <param name="Cost">Its weight: the kind's own, and what it breaks.</param>
/// <param name="Breaks">Real calls of the history that would fail; null where no history was given.</param>
/// <param name="Cuts">Steps that it takes away.</param>
public sealed record ContainmentAction(string Action, EntityId Target, string Text, long Cost, long? Breaks, ValueArray<PathEdge> Cuts);
