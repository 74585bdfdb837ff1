namespace OrleansTwin.Access.Google.Cel;

/// <summary>Equality and order of values. Numbers compare by what they are worth, whatever their type ("langdef", Equality and Ordering).</summary>
internal static class CelRelations
{
    /// <summary>True, false, or what keeps the answer open.</summary>
    public static object Equal(object left, object right)
    {
        if (left is CelUnknown or CelError)
        {
            return left;
        }

        if (right is CelUnknown or CelError)
        {
            return right;
        }

        return (left, right) switch
        {
            (byte[] l, byte[] r) => l.AsSpan().SequenceEqual(r),
            (IReadOnlyList<object> l, IReadOnlyList<object> r) => Lists(l, r),
            (CelMap l, CelMap r) => Maps(l, r),
            _ when IsNumber(left) && IsNumber(right) => Order(left, right) == 0,
            _ => left.Equals(right),
        };
    }

    /// <summary>Less, equal or greater; null where the two have no order.</summary>
    public static int? Order(object left, object right) => (left, right) switch
    {
        (bool l, bool r) => l.CompareTo(r),
        (string l, string r) => CodePoints(l, r),
        (byte[] l, byte[] r) => l.AsSpan().SequenceCompareTo(r),
        (CelTime l, CelTime r) => l.Nanoseconds.CompareTo(r.Nanoseconds),
        (CelDuration l, CelDuration r) => l.Nanoseconds.CompareTo(r.Nanoseconds),
        (double l, double r) => double.IsNaN(l) || double.IsNaN(r) ? null : l.CompareTo(r),
        (double l, _) when IsNumber(right) => -Against(Whole(right), l),
        (_, double r) when IsNumber(left) => Against(Whole(left), r),
        _ when IsNumber(left) && IsNumber(right) => Whole(left).CompareTo(Whole(right)),
        _ => null,
    };

    public static bool IsNumber(object value) => value is long or CelUint or double;

    private static Int128 Whole(object value) => value is CelUint u ? u.Value : (long)value;

    // As the reference implementations do: the whole number is taken as a double, and may lose its last digits.
    private static int? Against(Int128 whole, double real) => double.IsNaN(real) ? null : ((double)whole).CompareTo(real);

    private static int CodePoints(string left, string right)
    {
        var (l, r) = (left.EnumerateRunes(), right.EnumerateRunes());
        while (true)
        {
            var (hasLeft, hasRight) = (l.MoveNext(), r.MoveNext());
            if (!hasLeft || !hasRight)
            {
                return hasLeft.CompareTo(hasRight);
            }

            if (l.Current != r.Current)
            {
                return l.Current.CompareTo(r.Current);
            }
        }
    }

    private static object Lists(IReadOnlyList<object> left, IReadOnlyList<object> right) =>
        left.Count == right.Count ? All(Enumerable.Range(0, left.Count).Select(i => Equal(left[i], right[i]))) : false;

    private static object Maps(CelMap left, CelMap right) => left.Count == right.Count
        ? All(left.Keys.Select(k => left.TryGet(k, out var l) && right.TryGet(k, out var r) ? Equal(l, r) : false))
        : false;

    private static object All(IEnumerable<object> answers)
    {
        object result = true;
        foreach (var answer in answers)
        {
            if (answer is false)
            {
                return false;
            }

            result = answer is true ? result : answer;
        }

        return result;
    }
}
