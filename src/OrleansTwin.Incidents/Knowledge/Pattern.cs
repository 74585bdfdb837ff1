namespace OrleansTwin.Incidents.Knowledge;

/// <summary>A word with at most one <c>*</c> at its end, as the data files use it. Compared by ordinal, without case.</summary>
internal static class Pattern
{
    public static bool Matches(string pattern, string text) =>
        pattern.EndsWith('*')
            ? text.AsSpan().StartsWith(pattern.AsSpan(0, pattern.Length - 1), StringComparison.OrdinalIgnoreCase)
            : string.Equals(pattern, text, StringComparison.OrdinalIgnoreCase);

    public static bool MatchesAny(IReadOnlyList<string> patterns, string text)
    {
        foreach (var pattern in patterns)
        {
            if (Matches(pattern, text))
            {
                return true;
            }
        }

        return false;
    }
}
