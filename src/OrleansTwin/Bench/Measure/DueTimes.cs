namespace OrleansTwin.Bench.Measure;

/// <summary>When each record of the run was due: at its place in the rate, or when it was read where nothing paces the load.</summary>
internal sealed class DueTimes(TimeProvider clock, long records, double? rate)
{
    private readonly long[] _read = new long[rate is null ? records : 0];
    private long _started;

    public void Start() => _started = clock.GetTimestamp();

    public void Read(long number)
    {
        if (number < _read.Length)
        {
            _read[number] = clock.GetTimestamp();
        }
    }

    /// <summary>How long from now until the record is due; zero or less where it is.</summary>
    public TimeSpan Until(long number) => TimeSpan.FromSeconds(number / rate!.Value) - clock.GetElapsedTime(_started);

    /// <summary>How long ago the record was due; null where it is none of the run.</summary>
    public TimeSpan? Since(long number) =>
        number < 0 || number >= records ? null
        : rate is null ? (_read[number] == 0 ? null : clock.GetElapsedTime(_read[number]))
        : -Until(number);
}
