using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Access.Attacks;

/// <summary>What an attacker holds: an identity, a workload, a leaked key, or nothing but the internet.</summary>
public sealed record Foothold(ValueArray<EntityId> Nodes)
{
    public static Foothold Internet { get; } = new([AttackNodes.Internet]);

    public static Foothold Of(params ReadOnlySpan<EntityId> nodes) => new(ValueArray.Create(nodes));
}
