using System.Collections.Concurrent;
using OrleansTwin.Model.Diagnostics;
using OrleansTwin.Pipeline;
using OrleansTwin.Pipeline.Fold;
using OrleansTwin.Pipeline.Run;
using OrleansTwin.Sources;
using OrleansTwin.Sources.Intake;

namespace OrleansTwin.Ingest;

/// <summary>Takes what connectors read: prepares each record, writes down what cannot be read, hands the rest to the owners of its shards.</summary>
internal sealed class FeedIntake(LiveFeed feed, DeadLetterLog letters, RunConfig config, IntakeLimits limits) : IUnitIntake
{
    private readonly ByteBudget _budget = new(limits.UndurableBytesMax);
    private readonly ConcurrentBag<RecordPreparing> _readers = [];

    public async Task<UnitTaken> TakeAsync(SourceMeter meter, IEnumerable<SourceBlock> blocks, CancellationToken cancellationToken)
    {
        var preparing = _readers.TryTake(out var kept) ? kept : new(config.Rules, config.Mappings);
        try
        {
            return await TakeAsync(preparing, meter, blocks, cancellationToken);
        }
        finally
        {
            if (_readers.Count < limits.ReadersKeptMax)
            {
                _readers.Add(preparing);
            }
        }
    }

    public async Task RefuseAsync(SourceMeter meter, IReadOnlyList<DeadLetter> refused, CancellationToken cancellationToken)
    {
        foreach (var letter in await letters.AddAsync(refused, cancellationToken))
        {
            meter.DeadLetter(letter.Reason);
        }
    }

    private async Task<UnitTaken> TakeAsync(RecordPreparing preparing, SourceMeter meter, IEnumerable<SourceBlock> blocks, CancellationToken cancellationToken)
    {
        var (waiting, bytes, records, refusals) = (new List<PreparedEvent>(), 0L, 0L, 0L);
        var (durable, skipped, latest) = (new List<Task>(), (string?)null, (DateTimeOffset?)null);
        foreach (var block in blocks)
        {
            using (block)
            {
                var refused = block.DeadLetters.ToList();
                skipped ??= block.Skipped?.Reason;
                foreach (var record in block.Records)
                {
                    if (preparing.Prepare(record, out var letter) is { } prepared)
                    {
                        waiting.Add(prepared);
                        bytes += record.Bytes.Length;
                        records++;
                        latest = prepared.Record.Time > latest || latest is null ? prepared.Record.Time : latest;
                        if (waiting.Count >= limits.BatchRecords || bytes >= limits.BatchBytes)
                        {
                            durable.Add(await HandOverAsync(meter, waiting, bytes, cancellationToken));
                            (waiting, bytes) = ([], 0);
                        }
                    }
                    else if (letter is not null)
                    {
                        refused.Add(letter);
                    }
                }

                refusals += refused.Count;
                await RefuseAsync(meter, refused, cancellationToken);
            }
        }

        if (waiting.Count > 0)
        {
            durable.Add(await HandOverAsync(meter, waiting, bytes, cancellationToken));
        }

        return new(records, refusals, skipped, latest, Task.WhenAll(durable));
    }

    private async Task<Task> HandOverAsync(SourceMeter meter, List<PreparedEvent> events, long bytes, CancellationToken cancellationToken)
    {
        var held = await _budget.TakeAsync(bytes, cancellationToken);
        try
        {
            var durable = await feed.DeliverAsync(events, cancellationToken);
            meter.Took(events.Count, bytes);
            return GiveBackAsync(durable, held);
        }
        catch
        {
            _budget.Give(held);
            throw;
        }
    }

    private async Task GiveBackAsync(Task durable, long held)
    {
        try
        {
            await durable;
        }
        finally
        {
            _budget.Give(held);
        }
    }
}
