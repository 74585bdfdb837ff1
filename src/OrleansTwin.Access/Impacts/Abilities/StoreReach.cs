using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Access.Impacts.Abilities;

/// <summary>A data store an entity can do something with.</summary>
public sealed record StoreReach(EntityId Store, ValueArray<string> Can, GainCertainty Certainty, ValueArray<string> Via, CrownJewel? Jewel);
