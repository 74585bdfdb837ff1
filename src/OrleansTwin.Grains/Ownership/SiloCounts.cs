using System.Collections.Concurrent;

namespace OrleansTwin.Grains.Ownership;

/// <summary>Counters of a silo that summary.json shows: they tell that entities really live in grains.</summary>
public sealed class SiloCounts
{
    private const int PausesMax = 100_000;

    private readonly ConcurrentQueue<TimeSpan> _pauses = new();
    private long _activations;
    private long _grainCalls;
    private long _causesRaised;
    private long _causesReopened;

    public long Activations => Interlocked.Read(ref _activations);

    public long GrainCalls => Interlocked.Read(ref _grainCalls);

    /// <summary>Changes whose impact was to be worked out.</summary>
    public long CausesRaised => Interlocked.Read(ref _causesRaised);

    /// <summary>Causes opened again, since what they rest on changed late.</summary>
    public long CausesReopened => Interlocked.Read(ref _causesReopened);

    /// <summary>How long each cut kept its shard from taking anything in; the newest <see cref="PausesMax"/>.</summary>
    public IReadOnlyCollection<TimeSpan> CutPauses => _pauses;

    public void CutPaused(TimeSpan pause)
    {
        _pauses.Enqueue(pause);
        if (_pauses.Count > PausesMax)
        {
            _pauses.TryDequeue(out _);
        }
    }

    public void Raised(long raised, long reopened)
    {
        Interlocked.Add(ref _causesRaised, raised);
        Interlocked.Add(ref _causesReopened, reopened);
    }

    public void Activated() => Interlocked.Increment(ref _activations);

    public void Called(long calls) => Interlocked.Add(ref _grainCalls, calls);
}
