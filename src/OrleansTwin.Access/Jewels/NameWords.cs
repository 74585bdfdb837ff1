namespace OrleansTwin.Access.Jewels;

/// <summary>Splits a name into lower-case words: at what is no letter or digit, and where lower case turns to upper.</summary>
internal static class NameWords
{
    private const int WordsMax = 32;

    public static IReadOnlyCollection<string> Of(string name)
    {
        var words = new SortedSet<string>(StringComparer.Ordinal);
        var start = 0;
        for (var index = 0; index <= name.Length && words.Count < WordsMax; index++)
        {
            var ends = index == name.Length || !char.IsAsciiLetterOrDigit(name[index]);
            var turns = !ends && index > start && char.IsAsciiLetterUpper(name[index]) && char.IsAsciiLetterLower(name[index - 1]);
            if (!ends && !turns)
            {
                continue;
            }

            if (index > start)
            {
                words.Add(name[start..index].ToLowerInvariant());
            }

            start = turns ? index : index + 1;
        }

        return words;
    }
}
