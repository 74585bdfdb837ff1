using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Ids;

namespace OrleansTwin.Access.Impacts.Abilities;

/// <summary>A data store as known at a position.</summary>
internal sealed record KnownStore(EntityId Id, StoreKind Kind, string? Account, CrownJewel? Jewel);
