namespace OrleansTwin.Sources.Intake;

/// <summary>The rest between tries of one thing: twice as long each time, up to a limit; a success sets it back.</summary>
internal sealed class GrowingRest(TimeSpan least, TimeSpan most, TimeProvider clock)
{
    // Far past any limit, and short of what a TimeSpan cannot hold.
    private const int DoublingsMax = 16;

    private int _taken;

    public async Task TakeAsync(CancellationToken cancellationToken)
    {
        var rest = least * Math.Pow(2, Math.Min(_taken++, DoublingsMax));
        await Task.Delay(rest < most ? rest : most, clock, cancellationToken);
    }

    public void Reset() => _taken = 0;
}
