using OrleansTwin.Normalization.Text;

namespace OrleansTwin.Normalization.Expressions;

/// <summary><c>principals(document)</c>: who the Allow statements of a policy document name, each once.</summary>
internal sealed class PrincipalsExpr(Expr document) : Expr
{
    public override bool IsSingle => false;

    public override Value First(Scope scope)
    {
        var all = new List<Value>();
        All(scope, all);
        return all.Count == 0 ? Value.Missing : all[0];
    }

    public override bool IsTold(Scope scope) => Functions.Document(document.First(scope)).AsJson() is not (null or ['"', ..]);

    public override void All(Scope scope, List<Value> into)
    {
        foreach (var principal in PolicyPrincipals.Of(Functions.Document(document.First(scope))))
        {
            into.Add(Value.Of(principal));
        }
    }
}
