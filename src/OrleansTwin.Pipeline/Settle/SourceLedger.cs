using OrleansTwin.Model.Events;
using OrleansTwin.Pipeline.Fold;
using OrleansTwin.Twin.Baselines;

namespace OrleansTwin.Pipeline.Settle;

/// <summary>
/// Counts what the sources of one shard deliver. Each distinct event is added once; the book is a function of the set of events:
/// counts, least and greatest times, and of the lost windows those that come first in canonical order.
/// </summary>
public sealed class SourceLedger
{
    /// <summary>Pairs of source and region kept, the least by ordinal; a region is a name from a log and could be anything.</summary>
    public const int PairsMax = 1_000;

    /// <summary>Lost windows kept; the others are counted.</summary>
    public const int LostMax = 200;

    private readonly SortedDictionary<(RecordFormat Source, string Region), SourceCount> _counts = new(Comparer<(RecordFormat Source, string Region)>.Create(
        static (left, right) => left.Source != right.Source ? left.Source.CompareTo(right.Source) : string.CompareOrdinal(left.Region, right.Region)));

    private readonly SortedDictionary<EventOrder, LostWindow> _lost = [];
    private long _lostCount;

    public SourceBook Book => new([.. _counts.Values], [.. _lost.Values], _lostCount);

    public static SourceBook Of(IEnumerable<PreparedEvent> events)
    {
        var ledger = new SourceLedger();
        foreach (var prepared in events)
        {
            ledger.Add(prepared);
        }

        return ledger.Book;
    }

    public void Add(PreparedEvent prepared)
    {
        var (key, ticks, data) = ((Source: SourceOf(prepared.Record.Source), prepared.Record.Region), prepared.Order.Ticks, prepared.Record.Category == EventCategory.Data ? 1 : 0);
        if (_counts.TryGetValue(key, out var known))
        {
            _counts[key] = known with { Hours = known.Hours.With(Observation.HourOf(ticks)), Events = known.Events + 1, FirstTicks = Math.Min(known.FirstTicks, ticks), LastTicks = Math.Max(known.LastTicks, ticks), DataEvents = known.DataEvents + data };
        }
        else
        {
            // A pair that once gave way to lesser ones never comes back, so what is kept was counted whole.
            _counts[key] = new(key.Source, key.Region, 1, ticks, ticks, data, HourSet.Empty.With(Observation.HourOf(ticks)));
            if (_counts.Count > PairsMax)
            {
                _counts.Remove(_counts.Keys.Last());
            }
        }

        if (prepared.Lost is { } lost)
        {
            _lostCount++;
            _lost[lost.At] = lost;
            if (_lost.Count > LostMax)
            {
                _lost.Remove(_lost.Keys.Last());
            }
        }
    }

    // EventBridge carries the records of CloudTrail: which of two copies came first must not show.
    private static RecordFormat SourceOf(RecordFormat format) => format == RecordFormat.EventBridge ? RecordFormat.CloudTrail : format;

    public void Load(SourceBook book)
    {
        foreach (var count in book.Counts)
        {
            // A book of before hours were kept has none.
            _counts[(count.Source, count.Region)] = count with { Hours = count.Hours ?? HourSet.Empty };
        }

        foreach (var lost in book.Lost)
        {
            _lost[lost.At] = lost;
        }

        _lostCount = book.LostCount;
    }
}
