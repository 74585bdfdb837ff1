using System.Globalization;
using System.Text;

namespace OrleansTwin.Web.Layout;

/// <summary>
/// Draws arrows between placed boxes: from side to side with ends spread along it, through the gaps its passages left between columns, in
/// an arc where both ends stand in one column. Numbers of steps stand in the gap before the head and keep clear of each other.
/// </summary>
internal static class ArrowStage
{
    private const double Badge = 19;

    public static LaidGraph Draw(RowMap rows, LayoutOptions options)
    {
        var boxOf = rows.Boxes.ToDictionary(static box => box.Key, StringComparer.Ordinal);
        var ports = Ports(rows, boxOf);
        var (edges, taken) = (new List<LaidEdge>(), new List<(double X, double Y)>());
        foreach (var edge in rows.Edges.OrderBy(static edge => edge.Step ?? int.MaxValue))
        {
            var (from, to) = (boxOf[edge.From], boxOf[edge.To]);
            var (start, end) = (ports[(edge, true)], ports[(edge, false)]);
            var (path, badge) = from.Column == to.Column
                ? Arc(Right(from), start, Right(to), end)
                : Along(rows, edge, from, start, to, end);
            if (edge.Step is not null)
            {
                badge = Clear(badge, taken);
                taken.Add(badge);
            }

            edges.Add(new(edge.From, edge.To, edge.Kind, edge.Certainty, edge.Step, edge.Count, path, Math.Round(badge.X, 1), Math.Round(badge.Y, 1)));
        }

        return new(rows.Boxes, edges, rows.Columns, rows.Width + (rows.Edges.Any(edge => boxOf[edge.From].Column == boxOf[edge.To].Column) ? options.ColumnGap / 2.0 : 0), Math.Max(rows.Height, taken.Select(static at => at.Y + Badge).DefaultIfEmpty(0).Max()));
    }

    // Ends on one side of a box, in the order of what they lead to.
    private static Dictionary<(BoxEdge Edge, bool Start), double> Ports(RowMap rows, Dictionary<string, LaidBox> boxOf)
    {
        var ports = new Dictionary<(BoxEdge, bool), double>();
        var ends = rows.Edges.SelectMany(edge => new[] { (Edge: edge, Start: true, Box: boxOf[edge.From], Other: boxOf[edge.To]), (Edge: edge, Start: false, Box: boxOf[edge.To], Other: boxOf[edge.From]) });
        foreach (var side in ends.GroupBy(static end => (end.Box.Key, IsRight: end.Other.Column >= end.Box.Column)))
        {
            var ordered = side.OrderBy(end => Toward(rows, end.Edge, end.Box, end.Other)).ThenBy(static end => end.Edge.From, StringComparer.Ordinal).ThenBy(static end => end.Edge.To, StringComparer.Ordinal)
                .ThenBy(static end => end.Edge.Kind, StringComparer.Ordinal).ThenBy(static end => end.Edge.Certainty).ToList();
            var box = ordered[0].Box;
            var span = Math.Min(box.Height - 14, (ordered.Count - 1) * 9.0);
            for (var index = 0; index < ordered.Count; index++)
            {
                ports[(ordered[index].Edge, ordered[index].Start)] = box.Middle - (span / 2) + (ordered.Count == 1 ? 0 : span * index / (ordered.Count - 1));
            }
        }

        return ports;
    }

    private static double Toward(RowMap rows, BoxEdge edge, LaidBox box, LaidBox other) =>
        rows.Passes.GetValueOrDefault((edge.From, edge.To)) is { Count: > 0 } passes ? (box.Column < other.Column ? passes[0] : passes[^1]) : other.Middle;

    private static (string Path, (double X, double Y) Badge) Along(RowMap rows, BoxEdge edge, LaidBox from, double start, LaidBox to, double end)
    {
        var isForward = from.Column < to.Column;
        var points = new List<(double X, double Y)> { (isForward ? Right(from) : from.X, start) };
        var (first, last) = isForward ? (from.Column, to.Column) : (to.Column, from.Column);
        var passes = rows.Passes.GetValueOrDefault((edge.From, edge.To)) ?? [];
        var between = Enumerable.Range(first + 1, Math.Max(0, last - first - 1)).Select((column, index) => (Column: rows.Columns[column], Y: passes[index]));
        foreach (var (column, y) in isForward ? between : between.Reverse())
        {
            points.Add((isForward ? column.X : column.X + column.Width, y));
            points.Add((isForward ? column.X + column.Width : column.X, y));
        }

        points.Add((isForward ? to.X : Right(to), end));
        var path = new StringBuilder().Append(CultureInfo.InvariantCulture, $"M{points[0].X:0.#} {points[0].Y:0.#}");
        for (var index = 1; index < points.Count; index++)
        {
            var (one, other) = (points[index - 1], points[index]);
            if (index % 2 == 0)
            {
                path.Append(CultureInfo.InvariantCulture, $"L{other.X:0.#} {other.Y:0.#}");
            }
            else
            {
                var middle = (one.X + other.X) / 2;
                path.Append(CultureInfo.InvariantCulture, $"C{middle:0.#} {one.Y:0.#} {middle:0.#} {other.Y:0.#} {other.X:0.#} {other.Y:0.#}");
            }
        }

        var (before, head) = (points[^2], points[^1]);
        return (path.ToString(), ((before.X * 0.4) + (head.X * 0.6), (before.Y * 0.35) + (head.Y * 0.65)));
    }

    private static (string Path, (double X, double Y) Badge) Arc(double fromX, double start, double toX, double end)
    {
        var bulge = Math.Max(fromX, toX) + Math.Min(64, 26 + (Math.Abs(start - end) / 8));
        return (string.Create(CultureInfo.InvariantCulture, $"M{fromX:0.#} {start:0.#}C{bulge:0.#} {start:0.#} {bulge:0.#} {end:0.#} {toX:0.#} {end:0.#}"), (((Math.Max(fromX, toX) * 0.25) + (bulge * 0.75)), (start + end) / 2));
    }

    private static (double X, double Y) Clear((double X, double Y) wanted, List<(double X, double Y)> taken)
    {
        for (var moved = 0; moved < 200; moved++)
        {
            var at = (wanted.X, Y: wanted.Y + (moved % 2 == 0 ? 1 : -1) * ((moved + 1) / 2) * (Badge / 2));
            if (at.Y > Badge && !taken.Exists(other => Math.Abs(other.X - at.X) < Badge && Math.Abs(other.Y - at.Y) < Badge))
            {
                return at;
            }
        }

        return wanted;
    }

    private static double Right(LaidBox box) => box.X + box.Width;
}
