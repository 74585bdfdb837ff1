namespace OrleansTwin.Pipeline.Query.Syntax;

/// <summary>A query as written.</summary>
internal sealed record QuerySyntax(Spot Source, SyntaxNode? Where, IReadOnlyList<Spot> CountBy, IReadOnlyList<(Spot Field, bool Falling)> Order, Spot? Limit);

/// <summary>A condition as written.</summary>
internal abstract record SyntaxNode
{
    private SyntaxNode()
    {
    }

    public sealed record All(IReadOnlyList<SyntaxNode> Parts) : SyntaxNode;

    public sealed record Any(IReadOnlyList<SyntaxNode> Parts) : SyntaxNode;

    public sealed record Not(SyntaxNode Part) : SyntaxNode;

    public sealed record Compare(Spot Field, QueryToken Operator, Spot OperatorSpot, IReadOnlyList<Spot> Values) : SyntaxNode;

    public sealed record Is(Spot Field, bool Negated, Spot What) : SyntaxNode;
}
