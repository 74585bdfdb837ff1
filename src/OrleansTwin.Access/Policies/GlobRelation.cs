namespace OrleansTwin.Access.Policies;

/// <summary>How the texts of one pattern stand to the texts of another.</summary>
public enum GlobRelation
{
    /// <summary>No text belongs to both.</summary>
    Disjoint,

    /// <summary>Some texts of the asked pattern belong to the other.</summary>
    Overlaps,

    /// <summary>Every text of the asked pattern belongs to the other.</summary>
    Covers,
}
