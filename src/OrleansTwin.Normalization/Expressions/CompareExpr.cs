namespace OrleansTwin.Normalization.Expressions;

/// <summary><c>a == b</c> and <c>a != b</c> on text, without case; a missing side equals nothing, so <c>!=</c> holds.</summary>
internal sealed class CompareExpr(Expr left, Expr right, bool equal) : Expr
{
    public override Value First(Scope scope)
    {
        var one = left.First(scope).AsText();
        var other = right.First(scope).AsText();
        var same = one is not null && other is not null && one.Equals(other, StringComparison.OrdinalIgnoreCase);
        return Value.Of(same == equal);
    }
}
