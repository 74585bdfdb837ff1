namespace OrleansTwin.Normalization.Expressions;

/// <summary><c>and</c>, <c>or</c>, <c>not</c>; what is missing is not true.</summary>
internal sealed class LogicExpr(LogicOperator op, Expr left, Expr? right) : Expr
{
    public override Value First(Scope scope) => Value.Of(op switch
    {
        LogicOperator.And => left.First(scope).IsTrue() && right!.First(scope).IsTrue(),
        LogicOperator.Or => left.First(scope).IsTrue() || right!.First(scope).IsTrue(),
        LogicOperator.Not => !left.First(scope).IsTrue(),
        _ => false,
    });
}
