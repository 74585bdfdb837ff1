using Superpower;
using Superpower.Model;
using Superpower.Parsers;

namespace OrleansTwin.Pipeline.Query.Syntax;

/// <summary>
/// <code>
/// source [where condition] [count by field {, field}] [order by field [asc|desc] {, …}] [limit N]
/// condition := part {or part};  part := piece {and piece};  piece := not piece | (condition) | comparison
/// comparison := field (= | != | &lt; | &lt;= | &gt; | &gt;= | contains | startswith | endswith) value | field [not] in (value {, value}) | field is [not] (unknown | empty)
/// </code>
/// </summary>
internal static class QueryGrammar
{
    private static readonly TokenListParser<QueryToken, Spot> Name = Token.EqualTo(QueryToken.Word).Select(Spot.Of);

    private static readonly TokenListParser<QueryToken, Spot> Value = Token.EqualTo(QueryToken.Word).Or(Token.EqualTo(QueryToken.Quoted)).Select(Spot.Of).Named("value");

    private static readonly TokenListParser<QueryToken, Token<QueryToken>> Sign = Token.EqualTo(QueryToken.Equal)
        .Or(Token.EqualTo(QueryToken.NotEqual)).Or(Token.EqualTo(QueryToken.LessOrEqual)).Or(Token.EqualTo(QueryToken.Less))
        .Or(Token.EqualTo(QueryToken.GreaterOrEqual)).Or(Token.EqualTo(QueryToken.Greater))
        .Or(Token.EqualTo(QueryToken.Contains)).Or(Token.EqualTo(QueryToken.StartsWith)).Or(Token.EqualTo(QueryToken.EndsWith)).Named("comparison");

    private static readonly TokenListParser<QueryToken, IReadOnlyList<Spot>> List =
        from open in Token.EqualTo(QueryToken.Open)
        from values in Value.AtLeastOnceDelimitedBy(Token.EqualTo(QueryToken.Comma))
        from close in Token.EqualTo(QueryToken.Close)
        select (IReadOnlyList<Spot>)values;

    private static readonly TokenListParser<QueryToken, Func<Spot, SyntaxNode>> Compared =
        from sign in Sign
        from value in Value
        select (Func<Spot, SyntaxNode>)(field => new SyntaxNode.Compare(field, sign.Kind, Spot.Of(sign), [value]));

    private static readonly TokenListParser<QueryToken, Func<Spot, SyntaxNode>> Listed =
        from sign in Token.EqualTo(QueryToken.In)
        from values in List
        select (Func<Spot, SyntaxNode>)(field => new SyntaxNode.Compare(field, QueryToken.In, Spot.Of(sign), values));

    private static readonly TokenListParser<QueryToken, Func<Spot, SyntaxNode>> NotListed =
        from not in Token.EqualTo(QueryToken.Not)
        from listed in Listed
        select (Func<Spot, SyntaxNode>)(field => new SyntaxNode.Not(listed(field)));

    private static readonly TokenListParser<QueryToken, Func<Spot, SyntaxNode>> Stated =
        from sign in Token.EqualTo(QueryToken.Is)
        from not in Token.EqualTo(QueryToken.Not).OptionalOrDefault()
        from what in Name.Named("`unknown` or `empty`")
        select (Func<Spot, SyntaxNode>)(field => new SyntaxNode.Is(field, not.HasValue, what));

    private static readonly TokenListParser<QueryToken, SyntaxNode> Comparison =
        from field in Name.Named("field")
        from rest in Compared.Or(Listed).Or(NotListed).Or(Stated)
        select rest(field);

    private static readonly TokenListParser<QueryToken, SyntaxNode> Piece =
        (from not in Token.EqualTo(QueryToken.Not) from piece in Superpower.Parse.Ref(() => Piece!) select (SyntaxNode)new SyntaxNode.Not(piece))
        .Or(from open in Token.EqualTo(QueryToken.Open) from inner in Superpower.Parse.Ref(() => Condition!) from close in Token.EqualTo(QueryToken.Close) select inner)
        .Or(Comparison);

    private static readonly TokenListParser<QueryToken, SyntaxNode> Part =
        Piece.AtLeastOnceDelimitedBy(Token.EqualTo(QueryToken.And)).Select(static parts => parts.Length == 1 ? parts[0] : new SyntaxNode.All(parts));

    private static readonly TokenListParser<QueryToken, SyntaxNode> Condition =
        Part.AtLeastOnceDelimitedBy(Token.EqualTo(QueryToken.Or)).Select(static parts => parts.Length == 1 ? parts[0] : new SyntaxNode.Any(parts));

    private static readonly TokenListParser<QueryToken, Spot[]> CountBy =
        from count in Token.EqualTo(QueryToken.Count)
        from word in Token.EqualTo(QueryToken.By)
        from fields in Name.Named("field").AtLeastOnceDelimitedBy(Token.EqualTo(QueryToken.Comma))
        select fields;

    private static readonly TokenListParser<QueryToken, (Spot Field, bool Falling)> Ordered =
        from field in Name.Named("field")
        from way in Token.EqualToValueIgnoreCase(QueryToken.Word, "desc").Or(Token.EqualToValueIgnoreCase(QueryToken.Word, "asc")).OptionalOrDefault()
        select (field, way.HasValue && way.ToStringValue().Equals("desc", StringComparison.OrdinalIgnoreCase));

    private static readonly TokenListParser<QueryToken, (Spot Field, bool Falling)[]> Order =
        from order in Token.EqualTo(QueryToken.Order)
        from word in Token.EqualTo(QueryToken.By)
        from fields in Ordered.AtLeastOnceDelimitedBy(Token.EqualTo(QueryToken.Comma))
        select fields;

    /// <summary>A whole query.</summary>
    public static TokenListParser<QueryToken, QuerySyntax> Query { get; } =
        (from source in Name.Named("what to ask for")
         from condition in (from head in Token.EqualTo(QueryToken.Where) from inner in Condition select inner).OptionalOrDefault()
         from counted in CountBy.OptionalOrDefault([])
         from ordered in Order.OptionalOrDefault([])
         from limit in (from word in Token.EqualTo(QueryToken.Limit) from number in Name.Named("number") select (Spot?)number).OptionalOrDefault()
         select new QuerySyntax(source, condition, counted, ordered, limit)).AtEnd();
}
