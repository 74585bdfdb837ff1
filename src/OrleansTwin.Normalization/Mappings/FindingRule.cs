using OrleansTwin.Normalization.Expressions;

namespace OrleansTwin.Normalization.Mappings;

/// <summary>Where another product's finding holds what it says; a record without <see cref="Id"/> is no finding.</summary>
internal sealed record FindingRule
{
    public required Expr Id { get; init; }

    public required SeverityRule Severity { get; init; }

    public Expr? Updated { get; init; }

    public Expr? Product { get; init; }

    public Expr? Title { get; init; }

    public Expr? Text { get; init; }

    /// <summary>A name of <see cref="Model.Events.FindingClass"/>.</summary>
    public Expr? Class { get; init; }

    /// <summary><c>true</c> where the product has closed it.</summary>
    public Expr? Closed { get; init; }

    public Expr[] Techniques { get; init; } = [];

    /// <summary>The text that names the tactic in the product's words, and what each word is in ATT&amp;CK's.</summary>
    public (Expr Of, IReadOnlyDictionary<string, string> Words)? Tactics { get; init; }
}
