namespace OrleansTwin.Grains.Ownership;

/// <summary>Counters of a silo that summary.json shows: they tell that entities really live in grains.</summary>
public sealed class SiloCounts
{
    private long _activations;
    private long _grainCalls;

    public long Activations => Interlocked.Read(ref _activations);

    public long GrainCalls => Interlocked.Read(ref _grainCalls);

    public void Activated() => Interlocked.Increment(ref _activations);

    public void Called(long calls) => Interlocked.Add(ref _grainCalls, calls);
}
