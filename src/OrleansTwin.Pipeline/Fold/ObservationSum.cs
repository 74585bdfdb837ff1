using OrleansTwin.Twin.Baselines;

namespace OrleansTwin.Pipeline.Fold;

/// <summary>Equal observations summed without a new object each: the least one, and the counts of all.</summary>
internal struct ObservationSum
{
    private Observation? _least;
    private long _count;
    private long _lastTicks;

    public readonly Observation Total =>
        _least!.Count == _count && _least.LastTicks == _lastTicks ? _least : _least with { Count = _count, LastTicks = _lastTicks };

    public void Add(Observation observation)
    {
        if (_least is null)
        {
            (_least, _count, _lastTicks) = (observation, observation.Count, observation.LastTicks);
            return;
        }

        _count += observation.Count;
        _lastTicks = Math.Max(_lastTicks, observation.LastTicks);
        if (observation.First < _least.First)
        {
            _least = observation;
        }
        else if (observation.First == _least.First)
        {
            // Copies of one event may differ in what they say beside it: either order gives the same.
            _least = _least.With(observation, _least.Count);
        }
    }
}
