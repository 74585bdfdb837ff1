using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Access.Attacks;

/// <summary>An entity that every way from the foothold to some targets passes.</summary>
/// <param name="Entity">Taking it away separates them.</param>
/// <param name="Targets">The targets, sorted.</param>
public sealed record ChokePoint(EntityId Entity, ValueArray<EntityId> Targets);
