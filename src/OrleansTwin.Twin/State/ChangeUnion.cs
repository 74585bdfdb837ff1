using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Twin.State;

/// <summary>
/// Unites what one event says about one entity in several places. Commutative, associative and idempotent:
/// the stronger kind and basis win, attributes and relations are the ordered union.
/// </summary>
public static class ChangeUnion
{
    public static ResourceChange Unite(ResourceChange one, ResourceChange other)
    {
        if (one.Equals(other))
        {
            return one;
        }

        var lead = Rank(one).CompareTo(Rank(other)) <= 0 ? one : other;
        return lead with
        {
            Entity = string.CompareOrdinal(one.Entity.Type, other.Entity.Type) >= 0 ? one.Entity : other.Entity,
            Basis = one.Basis > other.Basis ? one.Basis : other.Basis,
            Whole = one.Whole || other.Whole,
            Attributes = Attributes(one, other),
            Relations = Relations(one, other),
            Incarnation = Greater(one.Incarnation, other.Incarnation),
            Name = Greater(one.Name, other.Name),
            Region = Greater(one.Region, other.Region),
            Account = Greater(one.Account, other.Account),
        };
    }

    // Strongest first: a deletion beats a creation beats a change beats a mere reference.
    private static int Rank(ResourceChange change) => change.Kind switch
    {
        ChangeKind.Delete => 0,
        ChangeKind.Create => 1,
        ChangeKind.Change => 2,
        ChangeKind.Observe => 3,
        ChangeKind.Doubt => 4,
        ChangeKind.Refer => 5,
        _ => 5,
    };

    private static ValueArray<AttributeChange> Attributes(ResourceChange one, ResourceChange other) =>
        one.Attributes.Concat(other.Attributes)
            .Distinct()
            // Clear stands before the elements that fill the set again.
            .OrderBy(static a => a.Op == AttributeOp.Clear ? 0 : 1)
            .ThenBy(static a => a.Path, StringComparer.Ordinal)
            .ThenBy(static a => a.Element, StringComparer.Ordinal)
            .ThenBy(static a => a.Op)
            .ThenBy(static a => a.Value, StringComparer.Ordinal)
            .ToValueArray();

    private static ValueArray<RelationChange> Relations(ResourceChange one, ResourceChange other) =>
        one.Relations.Concat(other.Relations)
            .Distinct()
            .OrderBy(static r => r.Kind)
            .ThenByDescending(static r => r.Removed)
            .ThenBy(static r => r.To)
            .ToValueArray();

    private static string? Greater(string? one, string? other) => string.CompareOrdinal(one, other) >= 0 ? one : other;
}
