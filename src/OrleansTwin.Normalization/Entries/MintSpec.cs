using OrleansTwin.Normalization.Expressions;

namespace OrleansTwin.Normalization.Entries;

/// <summary>Where the parts of a handed-out credential stand.</summary>
internal sealed record MintSpec
{
    public required Guarded<RefExpr> Principal { get; init; }

    public required string Basis { get; init; }

    public Expr? Key { get; init; }

    public Expr? Session { get; init; }

    public Expr? Expires { get; init; }

    public Expr? SourceIdentity { get; init; }

    public Expr? Federation { get; init; }

    public Expr? UniqueId { get; init; }
}
