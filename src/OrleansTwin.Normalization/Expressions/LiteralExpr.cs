namespace OrleansTwin.Normalization.Expressions;

internal sealed class LiteralExpr(Value value) : Expr
{
    public override Value First(Scope scope) => value;
}
