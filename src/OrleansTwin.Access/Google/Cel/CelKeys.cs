namespace OrleansTwin.Access.Google.Cel;

/// <summary>Keys are equal as the language has it: a whole number is the same key, whatever its type.</summary>
internal sealed class CelKeys : IEqualityComparer<object>
{
    public static CelKeys Instance { get; } = new();

    bool IEqualityComparer<object>.Equals(object? x, object? y) => x is not null && y is not null && CelRelations.Equal(x, y) is true;

    // Only for buckets inside of one map; nothing outside sees it.
    public int GetHashCode(object obj) => obj switch
    {
        bool b => b ? 1 : 2,
        string s => string.GetHashCode(s, StringComparison.Ordinal),
        long l => ((double)l).GetHashCode(),
        CelUint u => ((double)u.Value).GetHashCode(),
        double d => d.GetHashCode(),
        _ => 0,
    };
}
