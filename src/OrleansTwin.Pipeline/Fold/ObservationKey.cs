using System.IO.Hashing;
using System.Runtime.InteropServices;
using OrleansTwin.Twin.Baselines;

namespace OrleansTwin.Pipeline.Fold;

/// <summary>In what two observations of one entity must agree to be summed.</summary>
internal readonly record struct ObservationKey(string Subject, string Value, int Hour, short Dimension, short Measure)
{
    private const short Absent = -1;

    public static IEqualityComparer<ObservationKey> Comparer { get; } = new ByContent();

    public static ObservationKey Of(Observation observation) => new(
        observation.Subject,
        observation.Value,
        observation.Hour,
        observation.Dimension is { } dimension ? (short)dimension : Absent,
        observation.Measure is { } measure ? (short)measure : Absent);

    /// <summary>Hashes what tells observations of one entity apart most; never leaves the process, decides no order.</summary>
    private sealed class ByContent : IEqualityComparer<ObservationKey>
    {
        public bool Equals(ObservationKey x, ObservationKey y) =>
            x.Hour == y.Hour && x.Dimension == y.Dimension && x.Measure == y.Measure
            && string.Equals(x.Value, y.Value, StringComparison.Ordinal) && string.Equals(x.Subject, y.Subject, StringComparison.Ordinal);

        public int GetHashCode(ObservationKey key)
        {
            var seed = ((long)key.Hour << 32) ^ ((long)(ushort)key.Dimension << 16) ^ (ushort)key.Measure ^ ((long)key.Subject.Length << 48);
            return (int)XxHash3.HashToUInt64(MemoryMarshal.AsBytes(key.Value.AsSpan()), seed);
        }
    }
}
