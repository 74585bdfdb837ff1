using System.Globalization;
using System.Runtime.InteropServices;
using OrleansTwin.Pipeline.Ports;
using OrleansTwin.Pipeline.Protocol.Rows;

namespace OrleansTwin.Pipeline.Protocol.Books;

/// <summary>
/// Fingerprints of what was accepted, by hour of event time. Each cut adds one segment an hour; segments are never rewritten and go with
/// their hour. An hour goes at a commit, some cuts after the one that holds its last fingerprint: the event history must know them by then.
/// </summary>
internal sealed class FingerprintBook(ProtocolLimits limits)
{
    private readonly SortedDictionary<int, HeldHour> _hours = [];
    private readonly List<string> _gone = [];
    private HorizonRow _horizon = new(int.MinValue, int.MinValue);
    private HorizonRow? _written;
    private int _total;

    /// <summary>Fingerprints held.</summary>
    public int Count => _total;

    public void Load(ShardImage image)
    {
        _written = image.Read<HorizonRow>(StoreTable.Meta, HorizonRow.Key);
        _horizon = _written ?? _horizon;
        foreach (var (key, bytes) in image.Bytes(StoreTable.Fingerprint))
        {
            var held = Of(int.Parse(key.AsSpan(0, key.IndexOf('/', StringComparison.Ordinal)), CultureInfo.InvariantCulture));
            held.Segments.Add(key);
            held.LastCut = Math.Max(held.LastCut, long.Parse(key.AsSpan(key.IndexOf('/', StringComparison.Ordinal) + 1), CultureInfo.InvariantCulture));
            foreach (var fingerprint in MemoryMarshal.Cast<byte, ulong>(bytes.Span))
            {
                _total += held.All.Add(fingerprint) ? 1 : 0;
            }
        }
    }

    public FingerprintVerdict Check(int hour, ulong fingerprint)
    {
        if (_hours.TryGetValue(hour, out var held) && held.All.Contains(fingerprint))
        {
            return FingerprintVerdict.Known;
        }

        return hour < _horizon.Floor ? FingerprintVerdict.Beyond : FingerprintVerdict.New;
    }

    /// <summary>Holds the fingerprint of a record that is accepted and not applied yet.</summary>
    public void Accept(int hour, ulong fingerprint, int hourNow)
    {
        var held = Of(hour);
        held.Open++;
        _total += held.All.Add(fingerprint) ? 1 : 0;
        if (hour > _horizon.Latest && hour <= hourNow + limits.FutureHoursMax)
        {
            _horizon = _horizon with { Latest = hour };
        }
    }

    /// <summary>The accepted record is applied: its fingerprint belongs into the next cut.</summary>
    public void Applied(int hour, ulong fingerprint)
    {
        var held = Of(hour);
        held.Open--;
        held.Added.Add(fingerprint);
    }

    public void TakeRows(long cut, List<CutRow> rows)
    {
        rows.AddRange(_gone.Select(static key => new CutRow(StoreTable.Fingerprint, key, null)));
        _gone.Clear();
        foreach (var (hour, held) in _hours.Where(static pair => pair.Value.Added.Count > 0))
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"{hour}/{cut}");
            ReadOnlyMemory<byte> segment = MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(held.Added)).ToArray();
            rows.Add(new(StoreTable.Fingerprint, key, segment));
            held.Segments.Add(key);
            held.LastCut = cut;
            held.Added.Clear();
        }

        if (_horizon != _written)
        {
            rows.Add(new(StoreTable.Meta, HorizonRow.Key, _horizon));
            _written = _horizon;
        }
    }

    /// <summary>Lets hours go that are behind the horizon, and the oldest where too many fingerprints are held. Whether rows are to be deleted.</summary>
    public bool Committed(long cut)
    {
        if (_horizon.Latest != int.MinValue)
        {
            Raise(_horizon.Latest - limits.HorizonHours, cut);
        }

        while (_total > limits.FingerprintsMax && _hours.Count > 1)
        {
            var (oldest, held) = _hours.First();
            if (!MayGo(held, cut))
            {
                break;
            }

            Raise(oldest + 1, cut);
        }

        return _gone.Count > 0;
    }

    private void Raise(int floor, long cut)
    {
        _horizon = _horizon with { Floor = Math.Max(_horizon.Floor, floor) };
        foreach (var (hour, held) in _hours.TakeWhile(pair => pair.Key < _horizon.Floor).Where(pair => MayGo(pair.Value, cut)).ToList())
        {
            _hours.Remove(hour);
            _total -= held.All.Count;
            _gone.AddRange(held.Segments);
        }
    }

    private bool MayGo(HeldHour held, long cut) => held.Open == 0 && held.Added.Count == 0 && held.LastCut + limits.HistoryAnswerCuts <= cut;

    private HeldHour Of(int hour)
    {
        if (!_hours.TryGetValue(hour, out var held))
        {
            _hours[hour] = held = new();
        }

        return held;
    }

    private sealed class HeldHour
    {
        public FingerprintTable All { get; } = new();

        /// <summary>Applied since the last cut was taken.</summary>
        public List<ulong> Added { get; } = [];

        /// <summary>Accepted and not applied.</summary>
        public int Open { get; set; }

        public List<string> Segments { get; } = [];

        public long LastCut { get; set; }
    }
}
