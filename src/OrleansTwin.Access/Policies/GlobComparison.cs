namespace OrleansTwin.Access.Policies;

/// <summary>Compares two patterns for questions about "any object of this bucket". Time is the product of both lengths.</summary>
public static class GlobComparison
{
    /// <summary>Says how much of <paramref name="asked"/> lies within <paramref name="pattern"/>.</summary>
    public static GlobRelation Compare(string pattern, string asked)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentNullException.ThrowIfNull(asked);
        if (Covers(pattern, asked))
        {
            return GlobRelation.Covers;
        }

        return Overlaps(pattern, asked) ? GlobRelation.Overlaps : GlobRelation.Disjoint;
    }

    /// <summary>A star of the question is a symbol that only a star of the pattern takes.</summary>
    private static bool Covers(string pattern, string asked)
    {
        var reach = new bool[asked.Length + 1];
        reach[0] = true;
        foreach (var p in pattern)
        {
            if (p == Glob.Any)
            {
                for (var j = 1; j <= asked.Length; j++)
                {
                    reach[j] |= reach[j - 1];
                }

                continue;
            }

            for (var j = asked.Length; j >= 1; j--)
            {
                var a = asked[j - 1];
                reach[j] = reach[j - 1] && a != Glob.Any && (p == Glob.One || p == a);
            }

            reach[0] = false;
        }

        return reach[asked.Length];
    }

    private static bool Overlaps(string left, string right)
    {
        var row = new bool[right.Length + 1];
        row[0] = true;
        for (var j = 1; j <= right.Length; j++)
        {
            row[j] = row[j - 1] && right[j - 1] == Glob.Any;
        }

        foreach (var p in left)
        {
            var previous = row[0];
            row[0] = previous && p == Glob.Any;
            for (var j = 1; j <= right.Length; j++)
            {
                var above = row[j];
                var q = right[j - 1];
                if (p == Glob.Any || q == Glob.Any)
                {
                    row[j] = (p == Glob.Any && above) || (p == Glob.Any && row[j - 1]) || (q == Glob.Any && row[j - 1]) || (q == Glob.Any && above) || (p == Glob.Any && q == Glob.Any && previous);
                }
                else
                {
                    row[j] = previous && (p == q || p == Glob.One || q == Glob.One);
                }

                previous = above;
            }
        }

        return row[right.Length];
    }
}
