using System.Collections.Concurrent;
using System.Globalization;
using Confluent.Kafka;
using OrleansTwin.Model.Diagnostics;
using OrleansTwin.Sources.Diagnostics;
using OrleansTwin.Sources.Intake;

namespace OrleansTwin.Sources.Kafka;

/// <summary>
/// Reads topics as a member of a consumer group until cancelled. An offset is committed after the cut that holds every record up to it; when
/// partitions move, what is durable is committed and the rest is read again by whoever has them, as copies.
/// </summary>
public sealed class KafkaReader(KafkaSettings settings, KafkaLimits limits, IUnitIntake intake, SourceMeter meter, TimeProvider clock, Action<string> tell)
{
    private readonly ConcurrentDictionary<TopicPartition, PartitionLedger> _partitions = new();
    private int _held;
    private bool _paused;

    /// <summary>The client's calls block, so the loop has a thread of its own.</summary>
    public Task RunAsync(CancellationToken cancellationToken) =>
        Task.Factory.StartNew(() => Run(cancellationToken), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private void Run(CancellationToken cancellationToken)
    {
        using var consumer = new ConsumerBuilder<Ignore, byte[]>(Config())
            .SetErrorHandler((_, error) => Wait(error.Reason))
            .SetPartitionsAssignedHandler((_, partitions) => partitions.ForEach(partition => _partitions[partition] = new()))
            .SetPartitionsRevokedHandler((client, partitions) => Revoked(client, partitions))
            .SetPartitionsLostHandler((_, partitions) => partitions.ForEach(partition => _partitions.TryRemove(partition.TopicPartition, out var _)))
            .Build();
        consumer.Subscribe(settings.Topics);
        var last = clock.GetTimestamp();
        try
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                Step(consumer, cancellationToken);
                if (clock.GetElapsedTime(last) >= limits.CommitEvery)
                {
                    Commit(consumer, [.. _partitions.Keys]);
                    last = clock.GetTimestamp();
                }
            }
        }
        finally
        {
            Commit(consumer, [.. _partitions.Keys]);
            consumer.Close();
        }
    }

    private void Step(IConsumer<Ignore, byte[]> consumer, CancellationToken cancellationToken)
    {
        try
        {
            Press(consumer);
            if (consumer.Consume(limits.Poll) is { } message)
            {
                if (meter.Becomes(SourceState.Reading))
                {
                    tell($"{settings.Name}: reading");
                }

                Take(message, cancellationToken);
            }
        }
        catch (KafkaException error)
        {
            // One message or one moment; the client goes on by itself.
            Wait(error.Error.Reason);
        }
    }

    /// <summary>Back-pressure: while too much is not durable, the partitions rest, and the membership is kept by looking all the same.</summary>
    private void Press(IConsumer<Ignore, byte[]> consumer)
    {
        var isFull = Volatile.Read(ref _held) >= limits.MessagesHeldMax;
        if (isFull)
        {
            // Each time: partitions that came meanwhile are not paused yet.
            consumer.Pause(consumer.Assignment);
        }
        else if (_paused)
        {
            consumer.Resume(consumer.Assignment);
        }

        _paused = isFull;
    }

    private void Take(ConsumeResult<Ignore, byte[]> message, CancellationToken cancellationToken)
    {
        if (!_partitions.TryGetValue(message.TopicPartition, out var ledger))
        {
            return;
        }

        ledger.Take(message.Offset);
        if (message.Message.Value is not { Length: > 0 } body)
        {
            ledger.Durable(message.Offset);
            return;
        }

        Interlocked.Increment(ref _held);
        var token = meter.Hold();
        var (place, offset, sent) = (message.TopicPartition, message.Offset.Value, new DateTimeOffset(message.Message.Timestamp.UtcDateTime, TimeSpan.Zero));
        _ = Task.Run(() => WorkAsync(place, offset, sent, body, ledger, token, cancellationToken), CancellationToken.None);
    }

    private async Task WorkAsync(TopicPartition place, long offset, DateTimeOffset sent, byte[] body, PartitionLedger ledger, object token, CancellationToken cancellationToken)
    {
        var (received, rest, done) = (clock.GetUtcNow(), new GrowingRest(limits.RestLeast, limits.RestMost, clock), false);
        try
        {
            while (!done)
            {
                try
                {
                    var taken = await HandOverAsync(place, offset, body, cancellationToken);
                    await taken.Durable;
                    meter.Durable(taken.Latest, sent, received);
                    done = true;
                }
                catch (Exception error) when (!cancellationToken.IsCancellationRequested)
                {
                    // Never passed over: the partition's commits wait for it.
                    tell($"{settings.Name}: {place.Topic} {place.Partition.Value}@{offset} is tried again: {error.Message}");
                    await rest.TakeAsync(cancellationToken);
                }
            }

            ledger.Durable(offset);
        }
        catch (OperationCanceledException)
        {
            // Not committed: it is read again.
        }
        finally
        {
            Interlocked.Decrement(ref _held);
            meter.Let(token, done);
        }
    }

    private async Task<UnitTaken> HandOverAsync(TopicPartition place, long offset, byte[] body, CancellationToken cancellationToken)
    {
        var unit = string.Create(CultureInfo.InvariantCulture, $"{settings.Name}/{place.Topic}/{place.Partition.Value}@{offset}");
        var taken = await intake.TakeAsync(meter, RecordReader.ReadFile(new MemoryStream(body, writable: false), unit, limits.Reading), cancellationToken);
        if (taken.Skipped is { } why)
        {
            await intake.RefuseAsync(meter, [new DeadLetter(unit, "message", why, MaskedSnippet.Of(body))], cancellationToken);
        }

        return taken;
    }

    private void Revoked(IConsumer<Ignore, byte[]> consumer, List<TopicPartitionOffset> partitions)
    {
        Commit(consumer, [.. partitions.Select(static partition => partition.TopicPartition)]);
        partitions.ForEach(partition => _partitions.TryRemove(partition.TopicPartition, out _));
    }

    private void Commit(IConsumer<Ignore, byte[]> consumer, IReadOnlyList<TopicPartition> partitions)
    {
        var moved = partitions.Select(partition => (partition, Ledger: _partitions.GetValueOrDefault(partition)))
            .Select(static pair => (pair.partition, pair.Ledger, Next: pair.Ledger?.ToCommit)).Where(static pair => pair.Next is not null).ToList();
        if (moved.Count == 0)
        {
            return;
        }

        try
        {
            consumer.Commit(moved.Select(static pair => new TopicPartitionOffset(pair.partition, pair.Next!.Value)));
            moved.ForEach(static pair => pair.Ledger!.Committed(pair.Next!.Value));
        }
        catch (KafkaException)
        {
            // A rebalance is under way, or the cluster does not answer: committed with the next ones, or read again.
        }
    }

    private void Wait(string why)
    {
        if (meter.Becomes(SourceState.Waiting, why))
        {
            tell($"{settings.Name}: {why}");
        }
    }

    private ConsumerConfig Config()
    {
        var config = new ConsumerConfig
        {
            BootstrapServers = settings.Servers,
            GroupId = settings.Group,
            EnableAutoCommit = false,
            EnableAutoOffsetStore = false,
            AutoOffsetReset = AutoOffsetReset.Earliest,
            SessionTimeoutMs = (int)limits.Session.TotalMilliseconds,
            SocketKeepaliveEnable = true,
            MetadataMaxAgeMs = 180_000,
            QueuedMaxMessagesKbytes = limits.FetchedKiBMax,
            MessageMaxBytes = limits.MessageBytesMax,
            FetchMaxBytes = limits.MessageBytesMax,
        };
        if (settings.ConnectionString is { } secret)
        {
            (config.SecurityProtocol, config.SaslMechanism, config.SaslUsername, config.SaslPassword) = (SecurityProtocol.SaslSsl, SaslMechanism.Plain, "$ConnectionString", secret);
        }

        return config;
    }
}
