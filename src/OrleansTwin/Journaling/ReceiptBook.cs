using System.Collections.Concurrent;
using OrleansTwin.Grains.Ownership;
using OrleansTwin.Pipeline.Fold;
using OrleansTwin.Pipeline.Protocol;

namespace OrleansTwin.Journaling;

/// <summary>When records were received, in timestamps of the clock, for the latency of what follows from them. The newest are kept.</summary>
internal sealed class ReceiptBook(TimeProvider clock) : IAppliedWatch
{
    /// <summary>Records remembered; a revision whose evidence is older has no latency.</summary>
    private const int RecordsMax = 200_000;

    private readonly ConcurrentDictionary<string, Receipt> _receipts = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _order = new();

    /// <param name="parsed">Null where reading and waiting cannot be told apart.</param>
    public void Put(string eventId, long received, long? parsed)
    {
        // Of a record that comes twice the first receipt counts: the copy has no effect.
        if (_receipts.TryAdd(eventId, new(received, parsed)))
        {
            _order.Enqueue(eventId);
            if (_order.Count > RecordsMax && _order.TryDequeue(out var oldest))
            {
                _receipts.TryRemove(oldest, out _);
            }
        }
    }

    public void Applied(IReadOnlyList<ShardRecord<PreparedEvent>> records)
    {
        var now = clock.GetTimestamp();
        foreach (var record in records)
        {
            // Of a record that an epoch applied and lost, the first time counts: what it raised may be in the journal since then.
            if (_receipts.TryGetValue(record.Value.Record.Id, out var known) && known.Applied is null)
            {
                _receipts.TryUpdate(record.Value.Record.Id, known with { Applied = now }, known);
            }
        }
    }

    /// <summary>The receipt that came last among the evidence: the record that made the revision.</summary>
    public Receipt? LastOf(IEnumerable<string> evidence)
    {
        Receipt? last = null;
        foreach (var id in evidence)
        {
            if (_receipts.TryGetValue(id, out var receipt) && (last is null || receipt.Received > last.Received))
            {
                last = receipt;
            }
        }

        return last;
    }
}
