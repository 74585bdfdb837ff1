using OrleansTwin.Twin.Baselines;

namespace OrleansTwin.Pipeline.Fold;

/// <summary>What an observation is of; observations that agree in it are summed.</summary>
public readonly record struct ObservationKey(string Subject, Dimension? Dimension, Measure? Measure, string Value, int Hour) : IComparable<ObservationKey>
{
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
}
