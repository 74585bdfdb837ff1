using OrleansTwin.Normalization.Expressions;

namespace OrleansTwin.Normalization.Mappings;

/// <summary>Where a source says who acted; each part is optional.</summary>
internal sealed record ActorRule
{
    public Expr? Id { get; init; }

    public Expr? Type { get; init; }

    public Expr? Name { get; init; }

    public Expr? Account { get; init; }

    public Expr? Session { get; init; }

    public Expr? Issuer { get; init; }

    public Expr? Credential { get; init; }

    public Expr? SourceIdentity { get; init; }

    public Expr? Mfa { get; init; }

    public Expr? InvokedBy { get; init; }

    public Expr? OnBehalfOf { get; init; }

    public Expr? UniqueId { get; init; }

    public Expr? Federation { get; init; }
}
