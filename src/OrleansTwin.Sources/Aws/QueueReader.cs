using System.Collections.Concurrent;
using Amazon.SQS;
using Amazon.SQS.Model;
using OrleansTwin.Model.Diagnostics;
using OrleansTwin.Sources.Intake;

namespace OrleansTwin.Sources.Aws;

/// <summary>
/// Reads one queue until cancelled: receives, works, keeps messages invisible while they are worked on, acknowledges after the cut that
/// makes their records durable. A failure of AWS is told once, waited out and never ends the reader; what was not acknowledged comes again.
/// </summary>
public sealed class QueueReader : IAsyncDisposable
{
    private const int BatchMax = 10;

    private readonly QueueSettings _settings;
    private readonly AwsLimits _limits;
    private readonly IAmazonSQS _sqs;
    private readonly SourceMeter _meter;
    private readonly TimeProvider _clock;
    private readonly Action<string> _tell;
    private readonly MessageWork _work;
    private readonly AcknowledgeLine _line;
    private readonly ConcurrentDictionary<HeldMessage, byte> _held = new();
    private readonly SemaphoreSlim _slots;
    private readonly SemaphoreSlim _gathering = new(1, 1);

    public QueueReader(QueueSettings settings, AwsLimits limits, AwsClients clients, ObjectReader objects, IUnitIntake intake, FinishedUnits finished, SourceMeter meter, TimeProvider clock, Action<string> tell)
    {
        (_settings, _limits, _meter, _clock, _tell) = (settings, limits, meter, clock, tell);
        _sqs = clients.Queue(settings.Access);
        _slots = new(limits.MessagesHeldMax);
        _work = new(settings, limits, objects, intake, meter, clock, Tell);
        _line = new(_sqs, settings.Url, limits, finished, clock, Tell);
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var loops = Enumerable.Range(0, _limits.ReceiversPerQueue).Select(_ => ReceiveAsync(cancellationToken))
            .Append(RenewAsync(cancellationToken)).Append(WatchDepthAsync(cancellationToken)).Append(_line.RunAsync(Acknowledged, cancellationToken));
        await Task.WhenAll(loops);
    }

    public ValueTask DisposeAsync()
    {
        _slots.Dispose();
        _gathering.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task ReceiveAsync(CancellationToken cancellationToken)
    {
        var rest = new GrowingRest(_limits.RestLeast, _limits.RestMost, _clock);
        var request = new ReceiveMessageRequest
        {
            QueueUrl = _settings.Url,
            MaxNumberOfMessages = BatchMax,
            WaitTimeSeconds = (int)_limits.LongPoll.TotalSeconds,
            VisibilityTimeout = Seconds(_limits.Visibility),
            MessageSystemAttributeNames = [MessageSystemAttributeName.ApproximateReceiveCount, MessageSystemAttributeName.SentTimestamp],
        };
        while (true)
        {
            await GatherSlotsAsync(cancellationToken);
            var (taken, failed) = (0, false);
            try
            {
                var answer = await _sqs.ReceiveMessageAsync(request, cancellationToken);
                rest.Reset();
                if (_meter.Becomes(SourceState.Reading))
                {
                    Tell("reading");
                }

                foreach (var message in (answer.Messages ?? []).Take(BatchMax))
                {
                    taken++;
                    var held = new HeldMessage(message, _meter.Hold(), _clock.GetUtcNow());
                    _held[held] = 0;
                    _ = WorkAsync(held, cancellationToken);
                }
            }
            catch (Exception error) when (AwsFault.IsFault(error) && !cancellationToken.IsCancellationRequested)
            {
                failed = true;
                var fault = AwsFault.Of(error, "the queue");
                if (_meter.Becomes(SourceState.Waiting, fault.Words))
                {
                    Tell($"waits: {fault.Words}");
                }
            }
            finally
            {
                Release(BatchMax - taken);
            }

            if (failed)
            {
                await rest.TakeAsync(cancellationToken);
            }
        }
    }

    /// <summary>
    /// The place of every message is taken before it is asked for: what is not asked for waits in the queue. One receiver gathers at a time,
    /// since two that each hold half of what they need would wait for each other.
    /// </summary>
    private async Task GatherSlotsAsync(CancellationToken cancellationToken)
    {
        await _gathering.WaitAsync(cancellationToken);
        try
        {
            for (var slot = 0; slot < BatchMax; slot++)
            {
                await _slots.WaitAsync(cancellationToken);
            }
        }
        finally
        {
            _gathering.Release();
        }
    }

    private async Task WorkAsync(HeldMessage held, CancellationToken cancellationToken)
    {
        try
        {
            if (await _work.DoAsync(held, cancellationToken))
            {
                _line.Add(held);
                return;
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return;
        }
        catch (Exception error)
        {
            // Whatever it is, it must not take the reader along: the message comes again.
            Tell($"message {held.Id} is put back: {error.GetType().Name}: {error.Message}");
        }

        await PutBackAsync(held, cancellationToken);
    }

    private async Task PutBackAsync(HeldMessage held, CancellationToken cancellationToken)
    {
        var after = _limits.RetryLeast * Math.Pow(2, Math.Min(held.Receives - 1, 16));
        try
        {
            await _sqs.ChangeMessageVisibilityAsync(_settings.Url, held.Receipt, Seconds(after < _limits.RetryMost ? after : _limits.RetryMost), cancellationToken);
        }
        catch (Exception error) when (AwsFault.IsFault(error))
        {
            // It becomes visible by itself when its time is up.
        }
        finally
        {
            Let(held, acknowledged: false);
        }
    }

    private void Acknowledged(HeldMessage held, bool deleted)
    {
        if (deleted)
        {
            _meter.Durable(held.LatestEvent, held.Delivered ?? held.Sent, held.Received);
        }

        Let(held, deleted);
    }

    private void Let(HeldMessage held, bool acknowledged)
    {
        if (_held.TryRemove(held, out _))
        {
            _meter.Let(held.Token, acknowledged);
            Release(1);
        }
    }

    private void Release(int count)
    {
        if (count > 0)
        {
            _slots.Release(count);
        }
    }

    /// <summary>A message is hidden anew at a third of its time, so that one call may fail without another reader seeing it.</summary>
    private async Task RenewAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(_limits.Visibility / 3, _clock);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            foreach (var some in _held.Keys.Chunk(BatchMax))
            {
                try
                {
                    await _sqs.ChangeMessageVisibilityBatchAsync(
                        _settings.Url,
                        [.. some.Select((held, index) => new ChangeMessageVisibilityBatchRequestEntry(index.ToString(System.Globalization.CultureInfo.InvariantCulture), held.Receipt) { VisibilityTimeout = Seconds(_limits.Visibility) })],
                        cancellationToken);
                }
                catch (Exception error) when (AwsFault.IsFault(error) && !cancellationToken.IsCancellationRequested)
                {
                    Tell($"messages could not be kept hidden and may be read twice: {AwsFault.Of(error, "the queue").Words}");
                    break;
                }
            }
        }
    }

    private async Task WatchDepthAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(_limits.DepthPoll, _clock);
        do
        {
            try
            {
                var answer = await _sqs.GetQueueAttributesAsync(new GetQueueAttributesRequest { QueueUrl = _settings.Url, AttributeNames = [QueueAttributeName.ApproximateNumberOfMessages] }, cancellationToken);
                _meter.Unread(answer.ApproximateNumberOfMessages);
            }
            catch (Exception error) when (AwsFault.IsFault(error) && !cancellationToken.IsCancellationRequested)
            {
                // Right to read the attributes is not needed for reading: then the depth is not known.
                _meter.Unread(null);
            }
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    private void Tell(string text) => _tell($"{_settings.Name}: {text}");

    private static int Seconds(TimeSpan time) => (int)Math.Ceiling(time.TotalSeconds);
}
