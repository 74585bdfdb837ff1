using System.Collections.Immutable;

namespace OrleansTwin.Access.Policies;

/// <summary>One statement as written. Lists are empty where the element is absent.</summary>
public sealed record PolicyStatement
{
    /// <summary>Position in the document, from zero.</summary>
    public required int Index { get; init; }

    public string? Sid { get; init; }

    public required PolicyEffect Effect { get; init; }

    /// <summary>Principal or NotPrincipal; absent in identity policies.</summary>
    public PrincipalElement? Principal { get; init; }

    public required ImmutableArray<string> Actions { get; init; }

    public bool IsNotAction { get; init; }

    public required ImmutableArray<string> Resources { get; init; }

    public bool IsNotResource { get; init; }

    public required ImmutableArray<ConditionClause> Conditions { get; init; }

    /// <summary>How reasons name this statement: its Sid, or <c>#n</c> counted from one.</summary>
    public string Label => string.IsNullOrEmpty(Sid)
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"#{Index + 1}")
        : Sid;
}
