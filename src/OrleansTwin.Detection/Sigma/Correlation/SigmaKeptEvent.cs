using System.Collections.Immutable;

namespace OrleansTwin.Detection.Sigma.Correlation;

/// <summary>A match kept for correlation: the event-only part of a correlation's state.</summary>
/// <param name="Time">Event time.</param>
/// <param name="Id">Event id; a copy with the same rule and id counts once.</param>
/// <param name="Rule">Key of the rule that matched.</param>
/// <param name="Values">Field → values, for the fields that correlations group by or measure.</param>
/// <param name="Phase">Phase of the canonical order (create, change, read, detach, delete), where known.</param>
public sealed record SigmaKeptEvent(
    DateTimeOffset Time,
    string Id,
    string Rule,
    ImmutableSortedDictionary<string, ImmutableArray<string>> Values,
    int Phase = 0) : IComparable<SigmaKeptEvent>
{
    /// <summary>Canonical order: time, phase, id, rule.</summary>
    public int CompareTo(SigmaKeptEvent? other)
    {
        if (other is null)
        {
            return 1;
        }

        var order = Time.CompareTo(other.Time);
        order = order != 0 ? order : Phase.CompareTo(other.Phase);
        order = order != 0 ? order : string.CompareOrdinal(Id, other.Id);
        return order != 0 ? order : string.CompareOrdinal(Rule, other.Rule);
    }

    public static bool operator <(SigmaKeptEvent left, SigmaKeptEvent right) => Comparer<SigmaKeptEvent>.Default.Compare(left, right) < 0;

    public static bool operator >(SigmaKeptEvent left, SigmaKeptEvent right) => Comparer<SigmaKeptEvent>.Default.Compare(left, right) > 0;

    public static bool operator <=(SigmaKeptEvent left, SigmaKeptEvent right) => Comparer<SigmaKeptEvent>.Default.Compare(left, right) <= 0;

    public static bool operator >=(SigmaKeptEvent left, SigmaKeptEvent right) => Comparer<SigmaKeptEvent>.Default.Compare(left, right) >= 0;

    public string? First(string field) =>
        Values.TryGetValue(field, out var values) && values.Length > 0 ? values[0] : null;
}
