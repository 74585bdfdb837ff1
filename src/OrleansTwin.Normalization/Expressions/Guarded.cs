using System.Text.Json;

namespace OrleansTwin.Normalization.Expressions;

/// <summary>Something of the catalogue that holds once for each combination of its iterations for which the condition is true.</summary>
internal sealed record Guarded<T>(T Item, Iteration[] Iterations, Expr? Condition)
{
    /// <summary>Most repetitions of one item in one event.</summary>
    public const int RepeatMax = 2_000;

    public void Each(Scope scope, Action<Scope, T> act)
    {
        var left = RepeatMax;
        Step(scope, 0, act, ref left);
    }

    private void Step(Scope scope, int depth, Action<Scope, T> act, ref int left)
    {
        if (depth == Iterations.Length)
        {
            if (left > 0 && (Condition is null || Condition.First(scope).IsTrue()))
            {
                left--;
                act(scope, Item);
            }

            return;
        }

        var (name, list) = Iterations[depth];
        var values = new List<Value>();
        list.All(scope, values);
        foreach (var value in values)
        {
            foreach (var item in Shape.Items(value.Element))
            {
                Next(scope, depth, name, item, act, ref left);
            }
        }
    }

    private void Next(Scope scope, int depth, string name, JsonElement item, Action<Scope, T> act, ref int left)
    {
        scope.Push(name, item);
        Step(scope, depth + 1, act, ref left);
        scope.Pop();
    }
}
