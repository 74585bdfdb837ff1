using OrleansTwin.Access.Conditions;

namespace OrleansTwin.Pipeline.Query;

/// <summary>Answers a query over rows. Steps: what fits, order or count, limit. Equal rows stand as they came, so give them in a fixed order.</summary>
public static class QueryStage
{
    public static QueryResult Run(QueryPlan plan, IEnumerable<object> rows, CancellationToken cancellationToken)
    {
        var (fits, undecided) = (new List<object>(), 0);
        foreach (var row in rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            switch (plan.Where?.Of(row) ?? Truth.Yes)
            {
                case Truth.Yes:
                    fits.Add(row);
                    break;
                case Truth.Unknown:
                    undecided++;
                    break;
            }
        }

        if (plan.CountBy.Count > 0)
        {
            var (groups, notCounted) = Count(plan, fits);
            return new([], [.. groups.Take(plan.Limit)], groups.Count, undecided, notCounted);
        }

        return new([.. Order(plan, fits).Take(plan.Limit)], [], fits.Count, undecided, 0);
    }

    private static IEnumerable<object> Order(QueryPlan plan, List<object> rows)
    {
        var ordered = rows.OrderBy(static _ => 0);
        foreach (var (field, key, falling) in plan.Order)
        {
            // What is not known or has no value stands last, whichever way.
            ordered = ordered.ThenBy(row => field.Read(row, key) is { Known: true, Values.IsEmpty: false } ? 0 : 1);
            var comparer = Comparer<Scalar>.Create(falling ? static (one, other) => other.CompareTo(one) : static (one, other) => one.CompareTo(other));
            ordered = ordered.ThenBy(row => field.Read(row, key) is { Known: true, Values: { IsEmpty: false } values } ? values[0] : default, comparer);
        }

        return ordered;
    }

    private static (List<QueryGroup> Groups, int NotCounted) Count(QueryPlan plan, List<object> rows)
    {
        var notCounted = 0;
        var counts = new Dictionary<string, (IReadOnlyList<string?> Values, int Count)>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            foreach (var values in Combinations(plan, row))
            {
                var id = string.Join('\u001f', values.Select(static value => value ?? "\u001e"));
                if (counts.TryGetValue(id, out var known))
                {
                    counts[id] = (known.Values, known.Count + 1);
                }
                else if (counts.Count < QueryBounds.GroupsMax)
                {
                    counts[id] = (values, 1);
                }
                else
                {
                    notCounted++;
                }
            }
        }

        return ([.. counts.OrderByDescending(static group => group.Value.Count).ThenBy(static group => group.Key, StringComparer.Ordinal).Select(static group => new QueryGroup(group.Value.Values, group.Value.Count))], notCounted);
    }

    // A row with several values of a field counts once for each.
    private static List<List<string?>> Combinations(QueryPlan plan, object row)
    {
        List<List<string?>> all = [[]];
        foreach (var (field, key) in plan.CountBy)
        {
            var value = field.Read(row, key);
            IReadOnlyList<string?> texts = !value.Known ? [null] : value.Values.IsEmpty ? [string.Empty] : [.. value.Values.Select(static one => one.Text).Distinct(StringComparer.Ordinal)];
            all = [.. all.SelectMany(begun => texts.Select(text => new List<string?>(begun) { text }))];
        }

        return all;
    }
}
