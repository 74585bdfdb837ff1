using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;

namespace OrleansTwin.Access.Paths;

/// <summary>An entity within reach of a foothold: by how many hops, by which step, from where, how surely, and whether it is a jewel.</summary>
public sealed record Reached(EntityId Entity, int Hop, EntityId From, string Kind, string Via, Certainty Certainty, CrownJewel? Jewel);
