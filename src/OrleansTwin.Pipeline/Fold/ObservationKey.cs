using System.IO.Hashing;
using System.Runtime.InteropServices;
using OrleansTwin.Twin.Baselines;

namespace OrleansTwin.Pipeline.Fold;

/// <summary>What an observation is of; observations that agree in it are summed.</summary>
public readonly record struct ObservationKey(string Subject, Dimension? Dimension, Measure? Measure, string Value, int Hour) : IComparable<ObservationKey>
{
    internal static IEqualityComparer<ObservationKey> Comparer { get; } = new ByContent();

    public static ObservationKey Of(Observation observation) => new(observation.Subject, observation.Dimension, observation.Measure, observation.Value, observation.Hour);

    public int CompareTo(ObservationKey other)
    {
        var order = string.CompareOrdinal(Subject, other.Subject);
        order = order != 0 ? order : Nullable.Compare(Dimension, other.Dimension);
        order = order != 0 ? order : Nullable.Compare(Measure, other.Measure);
        order = order != 0 ? order : string.CompareOrdinal(Value, other.Value);
        return order != 0 ? order : Hour.CompareTo(other.Hour);
    }

    public static bool operator <(ObservationKey left, ObservationKey right) => left.CompareTo(right) < 0;

    public static bool operator >(ObservationKey left, ObservationKey right) => left.CompareTo(right) > 0;

    public static bool operator <=(ObservationKey left, ObservationKey right) => left.CompareTo(right) <= 0;

    public static bool operator >=(ObservationKey left, ObservationKey right) => left.CompareTo(right) >= 0;

    /// <summary>Hashes what tells observations of one entity apart most; never leaves the process, decides no order.</summary>
    private sealed class ByContent : IEqualityComparer<ObservationKey>
    {
        public bool Equals(ObservationKey x, ObservationKey y) =>
            x.Hour == y.Hour && x.Dimension == y.Dimension && x.Measure == y.Measure
            && string.Equals(x.Value, y.Value, StringComparison.Ordinal) && string.Equals(x.Subject, y.Subject, StringComparison.Ordinal);

        public int GetHashCode(ObservationKey key)
        {
            var seed = ((long)key.Hour << 32) ^ ((long)(ushort)(key.Dimension ?? 0) << 16) ^ (ushort)(key.Measure ?? 0) ^ ((long)key.Subject.Length << 48);
            return (int)XxHash3.HashToUInt64(MemoryMarshal.AsBytes(key.Value.AsSpan()), seed);
        }
    }
}
