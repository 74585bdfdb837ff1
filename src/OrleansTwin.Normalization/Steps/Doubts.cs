using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Normalization.Steps;

/// <summary>What is left of a change where the record does not tell that it had its effect, or tells that it had none after all.</summary>
internal static class Doubts
{
    /// <summary>Stands for the entity's life among what is in doubt.</summary>
    private const string Life = "state";

    /// <summary>What the change would have touched is in doubt: attributes by their path, relations by their kind, a life that would have begun or ended.</summary>
    public static ResourceChange Of(ResourceChange change) => change.Kind == ChangeKind.Refer ? change : change with
    {
        Kind = ChangeKind.Doubt,
        Basis = KnowledgeBasis.Referenced,
        Whole = false,
        Incarnation = null,
        Relations = [],
        Attributes = change.Attributes.Select(static attribute => attribute.Path)
            .Concat(change.Relations.Select(static relation => Name(relation.Kind)))
            .Concat(change.Kind is ChangeKind.Create or ChangeKind.Delete ? [Life] : [])
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(static path => new AttributeChange(path, AttributeOp.Doubt)).ToValueArray(),
    };

    /// <summary>What a finished operation shows: the entity is there, or is gone.</summary>
    public static ResourceChange Confirmed(ResourceChange change) => Bare(change, change.Kind == ChangeKind.Delete ? ChangeKind.Delete : ChangeKind.Observe, KnowledgeBasis.Observed);

    /// <summary>What a failed operation shows of what its beginning was taken for.</summary>
    public static ResourceChange TakenBack(ResourceChange change) => change.Kind switch
    {
        ChangeKind.Create => Bare(change, ChangeKind.Delete, KnowledgeBasis.Write),
        ChangeKind.Delete => Bare(change, ChangeKind.Observe, KnowledgeBasis.Observed),
        ChangeKind.Change => Of(change),
        ChangeKind.Observe or ChangeKind.Refer or ChangeKind.Doubt => Bare(change, ChangeKind.Refer, KnowledgeBasis.Referenced),
        _ => Bare(change, ChangeKind.Refer, KnowledgeBasis.Referenced),
    };

    private static ResourceChange Bare(ResourceChange change, ChangeKind kind, KnowledgeBasis basis) =>
        change with { Kind = kind, Basis = basis, Attributes = [], Relations = [], Whole = false };

    private static string Name(RelationKind kind) => char.ToLowerInvariant(kind.ToString()[0]) + kind.ToString()[1..];
}
