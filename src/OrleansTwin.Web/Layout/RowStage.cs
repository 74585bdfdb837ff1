namespace OrleansTwin.Web.Layout;

/// <summary>
/// Orders every column and gives heights. Arrows over several columns pass through slots of their own. Orders are swept by the mean of the
/// neighbours' places, and the one that crosses least is kept; heights are the nearest to the neighbours' that keep the order and the
/// gaps (isotonic regression), with the attack's own path drawn to one height.
/// </summary>
internal static class RowStage
{
    private const int Sweeps = 8;
    private const int HeightSweeps = 6;
    private const double PassHeight = 10;
    private const double SpineWeight = 1e6;

    public static RowMap Of(BoxMap map, LayoutOptions options)
    {
        var columns = map.Columns.Select((boxes, column) => boxes.Select((box, index) => new Slot(column, index, box.Height, box)).ToList()).ToList();
        var slotOf = columns.SelectMany(static column => column).ToDictionary(static slot => slot.Box!.Key, StringComparer.Ordinal);
        var passing = Connect(map, columns, slotOf);
        Spine(columns);
        Order(columns);
        Heights(columns, options);
        return Placed(map, columns, passing, options);
    }

    private static Dictionary<(string, string), List<Slot>> Connect(BoxMap map, List<List<Slot>> columns, Dictionary<string, Slot> slotOf)
    {
        var passing = new Dictionary<(string, string), List<Slot>>();
        foreach (var pair in map.Edges.GroupBy(static edge => (edge.From, edge.To)))
        {
            var (from, to, weight) = (slotOf[pair.Key.From], slotOf[pair.Key.To], pair.Sum(static edge => edge.Weight));
            var (left, right) = from.Column <= to.Column ? (from, to) : (to, from);
            if (left.Column == right.Column)
            {
                continue;
            }

            var (before, slots) = (left, new List<Slot>());
            for (var column = left.Column + 1; column < right.Column; column++)
            {
                var slot = new Slot(column, columns[column].Count, PassHeight, null);
                columns[column].Add(slot);
                slots.Add(slot);
                Join(before, slot, weight);
                before = slot;
            }

            Join(before, right, weight);
            passing[pair.Key] = slots;
        }

        return passing;
    }

    private static void Join(Slot left, Slot right, int weight)
    {
        left.Right.Add((right, weight));
        right.Left.Add((left, weight));
    }

    // The heaviest way from left to right: what was done, by whom, to what.
    private static void Spine(List<List<Slot>> columns)
    {
        var best = new Dictionary<Slot, (int Weight, Slot? Next)>();
        foreach (var slot in Enumerable.Reverse(columns).SelectMany(static column => column))
        {
            (int Weight, Slot? Next) found = (0, null);
            foreach (var (next, weight) in slot.Right.Where(static pair => pair.Weight >= 4))
            {
                if (weight + best[next].Weight is var total && total > found.Weight)
                {
                    found = (total, next);
                }
            }

            best[slot] = found;
        }

        var start = columns.SelectMany(static column => column).OrderByDescending(slot => best[slot].Weight).ThenBy(static slot => slot.Column).ThenBy(static slot => slot.Index).FirstOrDefault();
        for (var slot = start is not null && best[start].Weight > 0 ? start : null; slot is not null; slot = best[slot].Next)
        {
            slot.IsSpine = true;
        }
    }

    private static void Order(List<List<Slot>> columns)
    {
        foreach (var column in columns)
        {
            // The attack's own path through the middle, what it touches above and below.
            if (column.Find(static slot => slot.IsSpine) is { } spine)
            {
                column.Remove(spine);
                column.Insert(column.Count / 2, spine);
            }

            Rank(column);
        }

        var (kept, least) = (Ranks(columns), Crossings(columns));
        for (var sweep = 0; sweep < Sweeps && least > 0; sweep++)
        {
            foreach (var column in sweep % 2 == 0 ? columns.Skip(1) : Enumerable.Reverse(columns).Skip(1))
            {
                column.Sort((one, other) =>
                {
                    var order = Mean(sweep % 2 == 0 ? one.Left : one.Right, one.Rank).CompareTo(Mean(sweep % 2 == 0 ? other.Left : other.Right, other.Rank));
                    return order != 0 ? order : one.Index.CompareTo(other.Index);
                });
                Rank(column);
            }

            if (Crossings(columns) is var crossings && crossings < least)
            {
                (kept, least) = (Ranks(columns), crossings);
            }
        }

        foreach (var column in columns)
        {
            column.Sort((one, other) => kept[one].CompareTo(kept[other]));
            Rank(column);
        }
    }

    private static double Mean(List<(Slot Slot, int Weight)> neighbours, int otherwise) =>
        neighbours.Count == 0 ? otherwise : neighbours.Sum(static pair => (double)pair.Slot.Rank * pair.Weight) / neighbours.Sum(static pair => pair.Weight);

    private static void Rank(List<Slot> column)
    {
        for (var rank = 0; rank < column.Count; rank++)
        {
            column[rank].Rank = rank;
        }
    }

    private static Dictionary<Slot, int> Ranks(List<List<Slot>> columns) => columns.SelectMany(static column => column).ToDictionary(static slot => slot, static slot => slot.Rank);

    /// <summary>Pairs of connections between neighbouring columns that cross.</summary>
    private static long Crossings(List<List<Slot>> columns)
    {
        var crossings = 0L;
        foreach (var column in columns)
        {
            var ends = column.SelectMany(static slot => slot.Right.Select(pair => (slot.Rank, To: pair.Slot.Rank)).OrderBy(static pair => pair.To)).OrderBy(static pair => pair.Rank).ToList();
            for (var one = 0; one < ends.Count; one++)
            {
                for (var other = one + 1; other < ends.Count; other++)
                {
                    crossings += ends[one].Rank < ends[other].Rank && ends[one].To > ends[other].To ? 1 : 0;
                }
            }
        }

        return crossings;
    }

    private static void Heights(List<List<Slot>> columns, LayoutOptions options)
    {
        foreach (var column in columns)
        {
            Settle(column, static slot => (0, slot.IsSpine ? SpineWeight : 1), options);
        }

        for (var sweep = 0; sweep < HeightSweeps; sweep++)
        {
            foreach (var column in sweep % 2 == 0 ? columns : Enumerable.Reverse(columns))
            {
                Settle(column, static slot => slot.IsSpine ? (0, SpineWeight) : Wanted(slot), options);
            }
        }
    }

    private static (double Y, double Weight) Wanted(Slot slot)
    {
        var (sum, weight) = (0.0, 0.0);
        foreach (var (other, by) in slot.Left.Concat(slot.Right))
        {
            sum += other.Y * by;
            weight += by;
        }

        return weight == 0 ? (slot.Y, 0.1) : (sum / weight, weight);
    }

    // Pool adjacent violators: the heights nearest to the wanted ones that keep order and gaps.
    private static void Settle(List<Slot> column, Func<Slot, (double Y, double Weight)> wanted, LayoutOptions options)
    {
        var pools = new List<(double Sum, double Weight, int Count)>();
        var offsets = new double[column.Count];
        for (var index = 0; index < column.Count; index++)
        {
            offsets[index] = index == 0 ? 0 : offsets[index - 1] + ((column[index - 1].Height + column[index].Height) / 2) + options.RowGap;
            var (y, weight) = wanted(column[index]);
            pools.Add(((y - offsets[index]) * weight, weight, 1));
            while (pools.Count > 1 && pools[^2].Sum / pools[^2].Weight > pools[^1].Sum / pools[^1].Weight)
            {
                pools[^2] = (pools[^2].Sum + pools[^1].Sum, pools[^2].Weight + pools[^1].Weight, pools[^2].Count + pools[^1].Count);
                pools.RemoveAt(pools.Count - 1);
            }
        }

        var at = 0;
        foreach (var pool in pools)
        {
            for (var member = 0; member < pool.Count; member++, at++)
            {
                column[at].Y = (pool.Sum / pool.Weight) + offsets[at];
            }
        }
    }

    private static RowMap Placed(BoxMap map, List<List<Slot>> columns, Dictionary<(string, string), List<Slot>> passing, LayoutOptions options)
    {
        var all = columns.SelectMany(static column => column).ToList();
        var up = options.Margin + options.TitleHeight - all.Min(static slot => slot.Y - (slot.Height / 2));
        var (boxes, heads, x) = (new List<LaidBox>(), new List<LaidColumn>(), (double)options.Margin);
        for (var column = 0; column < columns.Count; column++)
        {
            var width = columns[column].Where(static slot => slot.Box is not null).Select(static slot => slot.Box!.Width).DefaultIfEmpty(options.CardWidth).Max();
            foreach (var slot in columns[column].Where(static slot => slot.Box is not null))
            {
                boxes.Add(slot.Box! with { X = x + ((width - slot.Box.Width) / 2), Y = Math.Round(slot.Y + up - (slot.Height / 2), 1) });
            }

            heads.Add(new(Title(column, columns[column], map.Apart), x, width));
            x += width + options.ColumnGap;
        }

        var passes = passing.ToDictionary(static pair => pair.Key, pair => (IReadOnlyList<double>)[.. pair.Value.Select(slot => slot.Y + up)]);
        return new(boxes, map.Edges, passes, heads, x - options.ColumnGap + options.Margin, boxes.Max(static box => box.Y + box.Height) + options.Margin);
    }

    private static string Title(int column, List<Slot> slots, int? apart) =>
        column == apart ? "No link known"
        : column == 0 ? slots.Exists(static slot => slot.Box?.State == "source") ? "Origin" : "Start"
        : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Stage {column}");
}
