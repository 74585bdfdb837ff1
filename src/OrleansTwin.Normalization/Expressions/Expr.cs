namespace OrleansTwin.Normalization.Expressions;

/// <summary>A compiled expression of the catalogue. Evaluation never throws on what a record holds; what is not there is <see cref="Value.Missing"/>.</summary>
internal abstract class Expr
{
    public abstract Value First(Scope scope);

    /// <summary>The record tells it, be it as an empty list.</summary>
    public virtual bool IsTold(Scope scope) => !First(scope).IsMissing;

    /// <summary>Gives one value at most, whatever the record.</summary>
    public virtual bool IsSingle => true;

    /// <summary>All values: a path with <c>[]</c> gives many, everything else at most one.</summary>
    public virtual void All(Scope scope, List<Value> into)
    {
        var value = First(scope);
        if (!value.IsMissing)
        {
            into.Add(value);
        }
    }
}
