using System.Globalization;
using OrleansTwin.Access.Conditions;
using OrleansTwin.Access.Policies;

namespace OrleansTwin.Access.Azure.Conditions;

/// <summary>Compares two values as an operator asks. A value that is none of its kind leaves the answer open, and is told.</summary>
internal static class ConditionValues
{
    public static Truth Compare(ConditionOperator asked, string left, string right, EvaluationNotes notes)
    {
        var holds = asked.Kind switch
        {
            ValueKind.String => Strings(asked, left, right),
            ValueKind.Numeric => Ordered<long>(asked, left, right, static (string t, out long v) => long.TryParse(t, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out v), notes),
            ValueKind.DateTime => Ordered<DateTimeOffset>(asked, left, right, TryTime, notes),
            ValueKind.TimeOfDay => Ordered<TimeSpan>(asked, left, right, TryTimeOfDay, notes),
            ValueKind.Bool => Ordered<bool>(asked, left, right, bool.TryParse, notes),
            ValueKind.Guid => Ordered<Guid>(asked, left, right, Guid.TryParse, notes),
            _ => throw new InvalidOperationException($"no rule for {asked.Kind}"),
        };
        return asked.IsNegated ? holds.Not() : holds;
    }

    /// <summary>An instant of ISO 8601; without a zone it is UTC.</summary>
    public static bool TryTime(string text, out DateTimeOffset time) => DateTimeOffset.TryParse(
        text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);

    private delegate bool Reading<T>(string text, out T value);

    private static Truth Ordered<T>(ConditionOperator asked, string left, string right, Reading<T> read, EvaluationNotes notes)
        where T : IComparable<T>
    {
        if (!read(left, out var l) || !read(right, out var r))
        {
            notes.AddError($"`{asked.Name}` cannot read a value of {(read(left, out _) ? right : left).Length} characters as {asked.Kind}");
            return Truth.Unknown;
        }

        var order = l.CompareTo(r);
        return (asked.Relation switch
        {
            ValueRelation.LessThan => order < 0,
            ValueRelation.LessThanEquals => order <= 0,
            ValueRelation.GreaterThan => order > 0,
            ValueRelation.GreaterThanEquals => order >= 0,
            _ => order == 0,
        }).ToTruth();
    }

    private static Truth Strings(ConditionOperator asked, string left, string right)
    {
        var comparison = asked.IgnoresCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        return (asked.Relation switch
        {
            ValueRelation.StartsWith => left.StartsWith(right, comparison),
            ValueRelation.Like => Like(asked.IgnoresCase ? right.ToUpperInvariant() : right).IsMatch(asked.IgnoresCase ? left.ToUpperInvariant() : left),
            _ => string.Equals(left, right, comparison),
        }).ToTruth();
    }

    /// <summary><c>*</c> is any run of characters, <c>?</c> any one; with a backslash before they are themselves.</summary>
    private static Glob Like(string pattern)
    {
        var compiled = new System.Text.StringBuilder(pattern.Length);
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '\\' && i + 1 < pattern.Length && pattern[i + 1] is '*' or '?')
            {
                compiled.Append(pattern[++i]);
            }
            else
            {
                compiled.Append(pattern[i] switch { '*' => Glob.Any, '?' => Glob.One, var plain => plain });
            }
        }

        return Glob.FromCompiled(compiled.ToString());
    }

    /// <summary>A time of day, or the time of day of an instant (in UTC).</summary>
    private static bool TryTimeOfDay(string text, out TimeSpan time)
    {
        if (TimeOnly.TryParse(text, CultureInfo.InvariantCulture, out var only))
        {
            time = only.ToTimeSpan();
            return true;
        }

        var read = TryTime(text, out var instant);
        time = instant.TimeOfDay;
        return read;
    }
}
