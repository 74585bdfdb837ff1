namespace OrleansTwin.Access.Azure.Conditions;

/// <summary>
/// An operator by its name, as "Azure role assignment condition format and syntax" lists them: kind of value, relation, negation, case, and
/// for cross products whether any or all values of each side must satisfy it.
/// </summary>
internal sealed record ConditionOperator(string Name, ValueKind Kind, ValueRelation Relation, bool IsNegated, bool IgnoresCase, bool IsCrossProduct, bool AllLeft, bool AllRight)
{
    private const string Case = "IgnoreCase";

    private static readonly (string Prefix, bool AllLeft, bool AllRight)[] Quantifiers =
    [
        ("ForAnyOfAnyValues:", false, false), ("ForAllOfAnyValues:", true, false), ("ForAnyOfAllValues:", false, true), ("ForAllOfAllValues:", true, true),
    ];

    public static ConditionOperator? Find(string name)
    {
        var quantifier = Quantifiers.FirstOrDefault(q => name.StartsWith(q.Prefix, StringComparison.OrdinalIgnoreCase));
        var bare = quantifier.Prefix is null ? name : name[quantifier.Prefix.Length..];
        foreach (var kind in Enum.GetValues<ValueKind>())
        {
            if (bare.StartsWith(kind.ToString(), StringComparison.OrdinalIgnoreCase) && Relate(kind, bare[kind.ToString().Length..]) is var (relation, negated, ignores))
            {
                return new(name, kind, relation, negated, ignores, quantifier.Prefix is not null, quantifier.AllLeft, quantifier.AllRight);
            }
        }

        return null;
    }

    private static (ValueRelation Relation, bool Negated, bool IgnoresCase)? Relate(ValueKind kind, string rest)
    {
        var ignores = kind == ValueKind.String && rest.EndsWith(Case, StringComparison.OrdinalIgnoreCase);
        rest = ignores ? rest[..^Case.Length] : rest;
        var negated = rest.StartsWith("Not", StringComparison.OrdinalIgnoreCase);
        rest = negated ? rest[3..] : rest;
        if (!Enum.TryParse<ValueRelation>(rest, ignoreCase: true, out var relation) || int.TryParse(rest, out _))
        {
            return null;
        }

        var ordering = relation is ValueRelation.LessThan or ValueRelation.LessThanEquals or ValueRelation.GreaterThan or ValueRelation.GreaterThanEquals;
        var allowed = kind switch
        {
            ValueKind.String => !ordering,
            ValueKind.Numeric or ValueKind.DateTime or ValueKind.TimeOfDay => relation == ValueRelation.Equals || (ordering && !negated),
            _ => relation == ValueRelation.Equals,
        };
        return allowed ? (relation, negated, ignores) : null;
    }
}
