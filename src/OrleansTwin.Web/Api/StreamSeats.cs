namespace OrleansTwin.Web.Api;

/// <summary>Counts the readers of the alert stream, so that their number is bounded.</summary>
internal sealed class StreamSeats(WebSettings settings)
{
    private int _taken;

    /// <summary>A seat to dispose of when the reader leaves, or null when all are taken.</summary>
    public IDisposable? TryTake()
    {
        if (Interlocked.Increment(ref _taken) <= settings.StreamReadersMax)
        {
            return new Seat(this);
        }

        Interlocked.Decrement(ref _taken);
        return null;
    }

    private sealed class Seat(StreamSeats seats) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
            {
                Interlocked.Decrement(ref seats._taken);
            }
        }
    }
}
