namespace OrleansTwin.Access.Impacts.Abilities;

/// <summary>A type of data store and what can be done with it.</summary>
internal sealed class StoreKind
{
    public string Type { get; init; } = string.Empty;

    public string Noun { get; init; } = string.Empty;

    public string Pattern { get; init; } = string.Empty;

    /// <summary>Attribute that holds its resource policy, where it has one.</summary>
    public string? Policy { get; init; }

    /// <summary>IAM alone allows nothing; the resource policy must let it.</summary>
    public bool PolicyRequired { get; init; }

    public List<StoreAbility> Abilities { get; init; } = [];
}
