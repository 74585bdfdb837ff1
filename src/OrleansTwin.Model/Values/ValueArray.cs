using System.Collections;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using Orleans;

namespace OrleansTwin.Model.Values;

/// <summary>
/// An immutable list that is equal when its items are equal. Records that carry it compare by content,
/// which <c>ImmutableArray</c> does not do. The default value is the empty list.
/// </summary>
[GenerateSerializer, Immutable, Alias("ot.values`1")]
[CollectionBuilder(typeof(ValueArray), nameof(ValueArray.Create))]
[JsonConverter(typeof(ValueArrayJsonConverterFactory))]
public readonly struct ValueArray<T>(T[]? items) : IReadOnlyList<T>, IEquatable<ValueArray<T>>
{
    [Id(0)]
    private readonly T[]? _items = items;

    public int Count => _items?.Length ?? 0;

    public bool IsEmpty => Count == 0;

    public T this[int index] => (_items ?? [])[index];

    public ReadOnlySpan<T> AsSpan() => _items;

    public ValueArray<T> Add(T item) => new([.. AsSpan(), item]);

    public bool Equals(ValueArray<T> other)
    {
        if (ReferenceEquals(_items, other._items))
        {
            return true;
        }

        return Count == other.Count && AsSpan().SequenceEqual(other.AsSpan(), EqualityComparer<T>.Default);
    }

    public override bool Equals(object? obj) => obj is ValueArray<T> other && Equals(other);

    public override int GetHashCode() => Count;

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)(_items ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public static bool operator ==(ValueArray<T> left, ValueArray<T> right) => left.Equals(right);

    public static bool operator !=(ValueArray<T> left, ValueArray<T> right) => !left.Equals(right);
}
