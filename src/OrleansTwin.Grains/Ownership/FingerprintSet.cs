using System.Buffers.Binary;
using OrleansTwin.Twin.Baselines;

namespace OrleansTwin.Grains.Ownership;

/// <summary>
/// The events a shard has taken in, by event-time hour: 64-bit fingerprints, kept within a limit, persisted as segments that only grow.
/// </summary>
public sealed class FingerprintSet(int fingerprintsMax)
{
    private readonly SortedDictionary<int, HashSet<ulong>> _hours = [];
    private readonly Dictionary<int, List<ulong>> _sinceCut = [];
    private readonly Dictionary<int, int> _segments = [];

    public int Count { get; private set; }

    /// <summary>Hours dropped to stay within the limit: duplicates of theirs can no longer be told.</summary>
    public int HoursDropped { get; private set; }

    /// <summary>False where the fingerprint was taken in before.</summary>
    public bool Add(long ticks, ulong fingerprint)
    {
        var hour = Observation.HourOf(ticks);
        if (!Insert(hour, fingerprint))
        {
            return false;
        }

        if (!_sinceCut.TryGetValue(hour, out var added))
        {
            _sinceCut[hour] = added = [];
        }

        added.Add(fingerprint);
        while (Count > fingerprintsMax && _hours.Count > 1)
        {
            var (oldest, dropped) = _hours.First();
            _hours.Remove(oldest);
            Count -= dropped.Count;
            HoursDropped++;
        }

        return true;
    }

    /// <summary>Segments added since the last call, as key and bytes.</summary>
    public IEnumerable<KeyValuePair<string, byte[]>> TakeSegments()
    {
        foreach (var (hour, added) in _sinceCut)
        {
            var segment = _segments[hour] = _segments.GetValueOrDefault(hour) + 1;
            var bytes = new byte[added.Count * sizeof(ulong)];
            for (var index = 0; index < added.Count; index++)
            {
                BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(index * sizeof(ulong)), added[index]);
            }

            yield return new(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{hour:D8}/{segment:D8}"), bytes);
        }

        _sinceCut.Clear();
    }

    public void Load(string key, ReadOnlySpan<byte> bytes)
    {
        var hour = int.Parse(key.AsSpan(0, key.IndexOf('/')), System.Globalization.CultureInfo.InvariantCulture);
        var segment = int.Parse(key.AsSpan(key.IndexOf('/') + 1), System.Globalization.CultureInfo.InvariantCulture);
        _segments[hour] = Math.Max(_segments.GetValueOrDefault(hour), segment);
        for (var at = 0; at + sizeof(ulong) <= bytes.Length; at += sizeof(ulong))
        {
            Insert(hour, BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..]));
        }
    }

    private bool Insert(int hour, ulong fingerprint)
    {
        if (!_hours.TryGetValue(hour, out var set))
        {
            _hours[hour] = set = [];
        }

        if (!set.Add(fingerprint))
        {
            return false;
        }

        Count++;
        return true;
    }
}
