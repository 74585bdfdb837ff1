using System.Numerics;
using Orleans;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Pipeline.Settle;

/// <summary>
/// Hours (since 1970, UTC) in which something was seen, as bits. Of the latest <see cref="HoursMax"/> hours only; what once fell behind stays
/// away, so the order in which hours are added does not show.
/// </summary>
/// <param name="First">Hour of the first bit, a multiple of 64; zero where none was seen.</param>
/// <param name="Words">64 hours each.</param>
[GenerateSerializer, Immutable, Alias("ot.hourset")]
public sealed record HourSet([property: Id(0)] int First, [property: Id(1)] ValueArray<ulong> Words)
{
    /// <summary>400 days.</summary>
    public const int HoursMax = 9_600;

    private const int WordHours = 64;

    public static HourSet Empty { get; } = new(0, []);

    public bool IsEmpty => Words.IsEmpty;

    /// <summary>The last hour seen.</summary>
    public int Last => First + (Words.Count * WordHours) - 1 - BitOperations.LeadingZeroCount(Words[^1]);

    /// <summary>The first hour seen that is kept.</summary>
    public int Begin => First + BitOperations.TrailingZeroCount(Words[0]);

    public bool Has(int hour)
    {
        var word = Math.DivRem(hour - First, WordHours, out var bit);
        return hour >= First && word < Words.Count && (Words[word] >> bit & 1) != 0;
    }

    public HourSet With(int hour)
    {
        if (hour < 0 || Has(hour))
        {
            return this;
        }

        var start = hour / WordHours * WordHours;
        var first = IsEmpty ? start : Math.Min(First, start);
        var end = IsEmpty ? start : Math.Max(First + ((Words.Count - 1) * WordHours), start);
        var words = new ulong[((end - first) / WordHours) + 1];
        for (var index = 0; index < Words.Count; index++)
        {
            words[((First - first) / WordHours) + index] = Words[index];
        }

        words[(start - first) / WordHours] |= 1UL << (hour - start);
        return Kept(first, words);
    }

    public HourSet Union(HourSet other)
    {
        var union = this;
        for (var index = 0; index < other.Words.Count; index++)
        {
            for (var bits = other.Words[index]; bits != 0; bits &= bits - 1)
            {
                union = union.With(other.First + (index * WordHours) + BitOperations.TrailingZeroCount(bits));
            }
        }

        return union;
    }

    private static HourSet Kept(int first, ulong[] words)
    {
        var drop = Math.Max(0, words.Length - (HoursMax / WordHours));
        while (drop < words.Length - 1 && words[drop] == 0)
        {
            drop++;
        }

        return new(first + (drop * WordHours), words[drop..].ToValueArray());
    }
}
