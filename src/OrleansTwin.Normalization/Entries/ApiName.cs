namespace OrleansTwin.Normalization.Entries;

/// <summary>
/// API names as recorded carry a version in some services: <c>CreateFunction20150331</c>, <c>GetFunction20150331v2</c>,
/// <c>CreateFunction2020_05_31</c> (log-facts §3).
/// </summary>
internal static class ApiName
{
    private const int DateDigits = 8;

    public static ReadOnlySpan<char> WithoutVersion(ReadOnlySpan<char> action)
    {
        var end = action.Length;
        var digits = end;
        while (digits > 0 && char.IsAsciiDigit(action[digits - 1]))
        {
            digits--;
        }

        if (digits < end && digits > 0 && action[digits - 1] == 'v')
        {
            end = digits - 1;
        }

        var at = end;
        var count = 0;
        while (at > 0 && (char.IsAsciiDigit(action[at - 1]) || action[at - 1] == '_') && count < DateDigits)
        {
            count += action[at - 1] == '_' ? 0 : 1;
            at--;
        }

        return count == DateDigits && at > 0 && action[at] == '2' ? action[..at] : action;
    }

    /// <summary>First label of the event source.</summary>
    public static string ServiceOf(string source)
    {
        // Azure's providers are two words, and an application of Entra may be any text.
        if (source.StartsWith("microsoft.", StringComparison.OrdinalIgnoreCase))
        {
            return source.ToLowerInvariant();
        }

        var dot = source.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? source : source[..dot];
    }
}
