using OrleansTwin.Model.Ids;

namespace OrleansTwin.Access.Impacts.Abilities;

/// <summary>The part of a <see cref="StoreRange"/> that is new. <paramref name="Every"/> is null where the ability over every store is not new.</summary>
internal sealed record RangeDelta(StoreKind Kind, string Can, string Pattern, Judgement? Every, IReadOnlyList<KeyValuePair<EntityId, Judgement>> Each);
