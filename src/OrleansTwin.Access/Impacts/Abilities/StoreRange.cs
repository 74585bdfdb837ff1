using OrleansTwin.Model.Ids;

namespace OrleansTwin.Access.Impacts.Abilities;

/// <summary>One ability over one kind of store: over every one (the probe), and over those known.</summary>
internal sealed record StoreRange(StoreKind Kind, string Can, string Pattern, Judgement Every, IReadOnlyDictionary<EntityId, Judgement> Each);
