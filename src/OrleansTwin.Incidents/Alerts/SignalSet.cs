using OrleansTwin.Model.Json;
using OrleansTwin.Model.Signals;

namespace OrleansTwin.Incidents.Alerts;

/// <summary>
/// A set of signals from any enumeration: one of each id (of copies that differ, the one with most evidence, then the greatest
/// text), without suppressed ones, in (time, id) order. The result depends on the set alone.
/// </summary>
internal static class SignalSet
{
    public static List<Signal> Of(IEnumerable<Signal> signals)
    {
        var byId = new Dictionary<string, Signal>(StringComparer.Ordinal);
        foreach (var signal in signals)
        {
            byId[signal.Id] = byId.TryGetValue(signal.Id, out var other) ? Better(signal, other) : signal;
        }

        var result = byId.Values.Where(static signal => signal.SuppressedBy is null).ToList();
        result.Sort(Compare);
        return result;
    }

    /// <summary>By time, then id.</summary>
    public static int Compare(Signal left, Signal right)
    {
        var byTime = left.Time.UtcTicks.CompareTo(right.Time.UtcTicks);
        return byTime != 0 ? byTime : string.CompareOrdinal(left.Id, right.Id);
    }

    /// <summary>Time of the last evidence, which older writers leave out.</summary>
    public static DateTimeOffset EndOf(Signal signal) => signal.LastTime > signal.Time ? signal.LastTime : signal.Time;

    private static Signal Better(Signal left, Signal right)
    {
        if (ReferenceEquals(left, right))
        {
            return left;
        }

        var byEvidence = left.Evidence.Count.CompareTo(right.Evidence.Count);
        if (byEvidence != 0)
        {
            return byEvidence > 0 ? left : right;
        }

        return string.CompareOrdinal(TwinJson.Line(left), TwinJson.Line(right)) >= 0 ? left : right;
    }
}
