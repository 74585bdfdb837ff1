namespace OrleansTwin.Access.Impacts.Rules;

/// <summary>One rule of <c>impact-rules.yaml</c>; its header says what the members mean.</summary>
internal sealed class ImpactRule
{
    public string Id { get; init; } = string.Empty;

    public List<string> Types { get; init; } = [];

    public string? Attribute { get; init; }

    public string? Relation { get; init; }

    public string? Life { get; init; }

    /// <summary>Says that something was taken away; a creation never calls it.</summary>
    public bool Loss { get; init; }

    public string Decide { get; init; } = string.Empty;

    /// <summary>Only members of the JSON value so called count.</summary>
    public string? Member { get; init; }

    /// <summary>Scalars at any depth of the value count.</summary>
    public bool Anywhere { get; init; }

    public List<string> Bad { get; init; } = [];

    /// <summary>The attribute's removal is bad too.</summary>
    public bool BadWhenGone { get; init; }

    public string? Finding { get; init; }

    public string Severity { get; init; } = "medium";

    public string? Who { get; init; }

    public string? Can { get; init; }

    public string? Reason { get; init; }

    public string? Closed { get; init; }

    /// <summary>Actions asked of a resource policy.</summary>
    public List<string> Actions { get; init; } = [];

    /// <summary>Actions asked on the resource itself where <see cref="Resource"/> names what lies in it.</summary>
    public List<string> ContainerActions { get; init; } = [];

    public string Resource { get; init; } = "{arn}";

    /// <summary>Attribute that takes the effect away while it stands (public access block).</summary>
    public string? Guard { get; init; }

    /// <summary>APIs that succeed only where there was nothing before.</summary>
    public List<string> AbsentBefore { get; init; } = [];

    public bool Concerns(string type) => Types.Contains(type) || Types.Contains("*");
}
