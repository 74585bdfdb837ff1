namespace OrleansTwin.Incidents.Response;

/// <summary>A precondition: exactly one of life, attribute, relation, lacksRelation, place or id says what is looked at.</summary>
internal sealed record ResponseNeed
{
    public required string Text { get; init; }

    /// <summary><c>active</c>: it was seen and is not known to be deleted.</summary>
    public string? Life { get; init; }

    public string? Attribute { get; init; }

    /// <summary>The attribute, or place, is one of these.</summary>
    public string[]? Is { get; init; }

    /// <summary>The attribute is none of these.</summary>
    public string[]? IsNot { get; init; }

    /// <summary>The attribute's text holds none of these.</summary>
    public string[]? Lacks { get; init; }

    /// <summary><c>met</c>: an attribute that was never set counts as met, where the entity is known from its beginning.</summary>
    public string? Absent { get; init; }

    /// <summary>It has a relation of the kind.</summary>
    public string? Relation { get; init; }

    /// <summary>It has no relation of the kind to something <see cref="Named"/> so.</summary>
    public string? LacksRelation { get; init; }

    public string? Named { get; init; }

    /// <summary>The place is filled.</summary>
    public string? Place { get; init; }

    /// <summary>The place begins with one of these.</summary>
    public string[]? Starts { get; init; }

    /// <summary>The id fits the pattern (or does not: <see cref="Not"/>).</summary>
    public string? Id { get; init; }

    public bool Not { get; init; }
}
