namespace OrleansTwin.Model.Values;

/// <summary>Builds <see cref="ValueArray{T}"/> values.</summary>
public static class ValueArray
{
    public static ValueArray<T> Create<T>(ReadOnlySpan<T> items) => items.IsEmpty ? default : new(items.ToArray());

    public static ValueArray<T> ToValueArray<T>(this IEnumerable<T> items)
    {
        var array = items.ToArray();
        return array.Length == 0 ? default : new(array);
    }
}
