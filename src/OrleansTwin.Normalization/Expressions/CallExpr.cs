namespace OrleansTwin.Normalization.Expressions;

/// <summary>A call of one of the <see cref="Functions"/>.</summary>
internal sealed class CallExpr(Func<Scope, Expr[], Value> function, Expr[] arguments) : Expr
{
    public override Value First(Scope scope) => function(scope, arguments);
}
