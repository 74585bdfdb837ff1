namespace OrleansTwin.Access.Google.Cel;

/// <summary>
/// A map. One that is not complete does not know the keys it does not hold: asking for them gives <see cref="CelUnknown"/> under the map's name.
/// </summary>
public sealed class CelMap
{
    private readonly Dictionary<object, object> _values = new(CelKeys.Instance);
    private readonly List<object> _keys = [];

    public CelMap(string? openName = null) => OpenName = openName;

    /// <summary>Name under which a missing key is told; null for a complete map.</summary>
    public string? OpenName { get; }

    public IReadOnlyList<object> Keys => _keys;

    public int Count => _keys.Count;

    public bool TryAdd(object key, object value)
    {
        if (!_values.TryAdd(key, value))
        {
            return false;
        }

        _keys.Add(key);
        return true;
    }

    public bool TryGet(object key, out object value) => _values.TryGetValue(key, out value!);
}
