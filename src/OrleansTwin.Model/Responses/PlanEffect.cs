using Orleans;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Model.Responses;

/// <summary>Something that an action breaks.</summary>
/// <param name="Text">In words.</param>
/// <param name="Count">How many (calls, sessions, flows, dependents); null where it is not counted.</param>
/// <param name="Known">False where the log or the twin does not tell: then nothing is claimed either way.</param>
/// <param name="Entities">The first of those concerned, in order of their ids.</param>
[GenerateSerializer, Immutable, Alias("ot.reffect")]
public sealed record PlanEffect(
    [property: Id(0)] string Text, [property: Id(1)] long? Count, [property: Id(2)] bool Known, [property: Id(3)] ValueArray<EntityId> Entities);
