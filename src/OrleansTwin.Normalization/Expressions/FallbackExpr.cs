namespace OrleansTwin.Normalization.Expressions;

/// <summary><c>a ?? b</c>: the first that the record tells.</summary>
internal sealed class FallbackExpr(Expr first, Expr second) : Expr
{
    public override bool IsSingle => first.IsSingle && second.IsSingle;

    public override Value First(Scope scope) => first.First(scope) is { IsMissing: false } value ? value : second.First(scope);

    public override void All(Scope scope, List<Value> into)
    {
        var before = into.Count;
        first.All(scope, into);
        if (into.Count == before)
        {
            second.All(scope, into);
        }
    }
}
