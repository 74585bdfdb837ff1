namespace OrleansTwin.Normalization.Entries;

/// <summary>How a relation is written.</summary>
internal enum RelationMode
{
    /// <summary>One more of the kind.</summary>
    Add = 0,

    /// <summary>The one of the kind: the former ends (<c>Kind!</c>).</summary>
    Exclusive = 1,

    /// <summary>All of the kind as given; where the record names none, nothing is known to change (<c>Kind=</c>).</summary>
    Replace = 2,

    /// <summary>Ends it (<c>Kind-</c>).</summary>
    Remove = 3,
}
