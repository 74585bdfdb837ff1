using OrleansTwin.Model.Events;
using OrleansTwin.Twin.Baselines;

namespace OrleansTwin.Detection.Behavior;

/// <summary>
/// Events known to lie in an hour: first uses of values and kept events. Counters keep no events, so this is a sample and may be empty.
/// </summary>
internal sealed record HourEvidence(IReadOnlyList<string> Events, DateTimeOffset? Time, ObservationContext Context)
{
    public static HourEvidence In(DeriveScope scope, string subject, int hour, params ReadOnlySpan<Dimension> only)
    {
        var wanted = only.ToArray();
        var found = scope.Baseline.Values
            .Where(pair => pair.Key.Subject == subject && (wanted.Length == 0 || wanted.Contains(pair.Key.Dimension)))
            .SelectMany(static pair => pair.Value.Values.Values)
            .Where(stat => DeriveScope.HourOf(stat.First) == hour)
            .Select(static stat => (At: stat.First, stat.Context));
        if (wanted.Length == 0)
        {
            found = found.Concat(scope.Baseline.Windows.Values
                .SelectMany(static window => window.Events.Values)
                .Where(kept => kept.Subject == subject && DeriveScope.HourOf(kept.At) == hour)
                .Select(static kept => (kept.At, kept.Context)));
        }

        var ordered = found.GroupBy(static item => item.At).Select(static group => Least(group)).OrderBy(static item => item.At).ToList();
        return ordered.Count == 0
            ? new([], null, ObservationContext.None)
            : new([.. ordered.Select(static item => item.At.EventId)], ordered[0].At.Time, ordered[0].Context);
    }

    // Contexts of one event agree; should they not, the choice is by their text, never by the order of a table.
    private static (EventOrder At, ObservationContext Context) Least(IEnumerable<(EventOrder At, ObservationContext Context)> items) =>
        items.OrderBy(static item => item.Context.ToString(), StringComparer.Ordinal).First();
}
