using OrleansTwin.Model.Ids;

namespace OrleansTwin.Access.Impacts.Abilities;

/// <summary>As which principal an entity acts.</summary>
/// <param name="Principal">Null: as none, or not known (then <paramref name="Unseen"/> says what).</param>
/// <param name="Via">Labels from the entity to the principal: instance profile, role.</param>
internal sealed record RunAsChain(EntityId? Principal, IReadOnlyList<string> Via, UnseenGrant? Unseen);
