using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using OrleansTwin.Model.Diagnostics;

namespace OrleansTwin.Sources.Intake;

/// <summary>Counts of one source, for health, API and metrics (meter <c>OrleansTwin.Sources</c>). For many threads at once.</summary>
public sealed class SourceMeter(string name, string kind, TimeProvider clock)
{
    public const string MeterName = "OrleansTwin.Sources";

    /// <summary>Different reasons counted apart; the rest counts as other.</summary>
    private const int ReasonsMax = 100;

    private static readonly Meter Meter = new(MeterName);
    private static readonly Counter<long> RecordsTaken = Meter.CreateCounter<long>("orleanstwin.source.records");
    private static readonly Counter<long> BytesTaken = Meter.CreateCounter<long>("orleanstwin.source.bytes", "By");
    private static readonly Counter<long> LettersWritten = Meter.CreateCounter<long>("orleanstwin.source.dead_letters");
    private static readonly Histogram<double> DurableLag = Meter.CreateHistogram<double>("orleanstwin.source.received_to_durable", "s");
    private static readonly Histogram<double> EventLag = Meter.CreateHistogram<double>("orleanstwin.source.event_to_durable", "s");

    private readonly KeyValuePair<string, object?> _tag = new("source", name);
    private readonly ConcurrentDictionary<string, long> _letters = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<object, long> _held = new();
    private (SourceState State, string? Why) _state;
    private (double? Delivered, double? Received, double? Durable, DateTimeOffset? At) _last;
    private long _units;
    private long _known;
    private long _records;
    private long _bytes;
    private long _acknowledged;
    private long _retried;
    private long _unread = -1;

    public string Name => name;

    /// <summary>A unit was taken from the source; the token stands for it until <see cref="Let"/>.</summary>
    public object Hold()
    {
        Interlocked.Increment(ref _units);
        var token = new object();
        _held[token] = clock.GetTimestamp();
        return token;
    }

    /// <summary>The unit is acknowledged, or given back to be tried again.</summary>
    public void Let(object token, bool acknowledged)
    {
        if (_held.TryRemove(token, out _))
        {
            Interlocked.Increment(ref acknowledged ? ref _acknowledged : ref _retried);
        }
    }

    public void Known() => Interlocked.Increment(ref _known);

    public void Took(long records, long bytes)
    {
        Interlocked.Add(ref _records, records);
        Interlocked.Add(ref _bytes, bytes);
        RecordsTaken.Add(records, _tag);
        BytesTaken.Add(bytes, _tag);
    }

    public void DeadLetter(string reason)
    {
        LettersWritten.Add(1, _tag);
        _letters.AddOrUpdate(_letters.Count < ReasonsMax || _letters.ContainsKey(reason) ? reason : "other", 1, static (_, count) => count + 1);
    }

    /// <summary>Lags of a unit that is durable now.</summary>
    public void Durable(DateTimeOffset? latestEvent, DateTimeOffset? delivered, DateTimeOffset received)
    {
        var now = clock.GetUtcNow();
        var durable = (now - received).TotalSeconds;
        DurableLag.Record(durable, _tag);
        if (latestEvent is { } latest)
        {
            EventLag.Record((now - latest).TotalSeconds, _tag);
        }

        _last = ((delivered - latestEvent)?.TotalSeconds, (received - delivered)?.TotalSeconds, durable, received);
    }

    public void Unread(long? count) => Interlocked.Exchange(ref _unread, count ?? -1);

    /// <summary>Whether that is news, so that it is told once.</summary>
    public bool Becomes(SourceState state, string? why = null)
    {
        var before = _state;
        _state = (state, why);
        return before != _state;
    }

    public SourceReport Report()
    {
        var now = clock.GetTimestamp();
        var (state, last, unread) = (_state, _last, Interlocked.Read(ref _unread));
        var held = _held.Values.ToList();
        return new()
        {
            Name = name,
            Kind = kind,
            State = state.State,
            Why = state.Why,
            Units = Interlocked.Read(ref _units),
            Known = Interlocked.Read(ref _known),
            Records = Interlocked.Read(ref _records),
            Bytes = Interlocked.Read(ref _bytes),
            Acknowledged = Interlocked.Read(ref _acknowledged),
            Retried = Interlocked.Read(ref _retried),
            DeadLetters = new SortedDictionary<string, long>(_letters, StringComparer.Ordinal),
            Unread = unread < 0 ? null : unread,
            OldestHeldSeconds = held.Count == 0 ? null : Rounded(clock.GetElapsedTime(held.Min(), now).TotalSeconds),
            EventToDeliveredSeconds = Rounded(last.Delivered),
            DeliveredToReceivedSeconds = Rounded(last.Received),
            ReceivedToDurableSeconds = Rounded(last.Durable),
            LastReceived = last.At,
        };
    }

    private static double? Rounded(double? seconds) => seconds is { } value ? Math.Round(value, 3) : null;
}
