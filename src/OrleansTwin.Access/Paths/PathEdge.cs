using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Access.Paths;

/// <summary>
/// One step somebody who holds <paramref name="From"/> can take. Kind: <c>runsAs</c> (take the keys of its role), <c>assume</c>,
/// <c>memberOf</c>, <c>credential</c>, <c>store</c> (do something with data), <c>network</c> (reach over a security group).
/// Cost: 1 for what simply works, more for what is harder or less sure.
/// </summary>
public sealed record PathEdge(EntityId From, EntityId To, string Kind, string Via, Certainty Certainty, int Cost)
{
    /// <summary>What a step that is not certain takes for granted, or what was not seen.</summary>
    public ValueArray<string> Assumes { get; init; }
}
