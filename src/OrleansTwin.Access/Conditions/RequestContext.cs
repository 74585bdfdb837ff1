using System.Collections.Frozen;
using System.Collections.Immutable;

namespace OrleansTwin.Access.Conditions;

/// <summary>
/// The condition context of one request. Key names are compared without case, as AWS documents.
/// A complete context says that every key not listed is absent; an incomplete one, that it is not known.
/// </summary>
public sealed class RequestContext
{
    private readonly FrozenDictionary<string, ContextValue> _values;

    private RequestContext(FrozenDictionary<string, ContextValue> values, bool complete)
    {
        _values = values;
        IsComplete = complete;
    }

    public static RequestContext CompleteEmpty { get; } = Create([], complete: true);

    public static RequestContext NothingKnown { get; } = Create([], complete: false);

    public bool IsComplete { get; }

    public IEnumerable<KeyValuePair<string, ContextValue>> Values => _values;

    public static RequestContext Create(IEnumerable<KeyValuePair<string, ContextValue>> values, bool complete)
    {
        ArgumentNullException.ThrowIfNull(values);
        var map = new Dictionary<string, ContextValue>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in values)
        {
            map[key] = value;
        }

        return new RequestContext(map.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase), complete);
    }

    /// <summary>A complete context of single values.</summary>
    public static RequestContext Of(params ImmutableArray<(string Key, string Value)> values) =>
        Create(values.Select(v => KeyValuePair.Create(v.Key, ContextValue.Of(v.Value))), complete: true);

    public ContextValue Find(string key)
    {
        if (_values.TryGetValue(key, out var value))
        {
            return value;
        }

        return IsComplete ? ContextValue.Absent : ContextValue.Unknown;
    }

    /// <summary>The same context with further keys; keys already there win.</summary>
    public RequestContext WithDefaults(IEnumerable<KeyValuePair<string, ContextValue>> defaults) =>
        Create(defaults.Concat(_values), IsComplete);

    /// <summary>The same context with these keys instead of what stood there.</summary>
    public RequestContext With(IEnumerable<KeyValuePair<string, ContextValue>> replacements) =>
        Create(_values.Concat(replacements), IsComplete);
}
