using System.Runtime.CompilerServices;
using OrleansTwin.Pipeline.Fold;

namespace OrleansTwin.Hosting;

/// <summary>Hands arrivals on as they are due, instead of at once.</summary>
internal static class ArrivalPace
{
    /// <summary>What is due sooner than this is not waited for: timers are no finer.</summary>
    private static readonly TimeSpan Fine = TimeSpan.FromMilliseconds(20);

    /// <param name="due">Time after <paramref name="started"/> (a timestamp of the clock) at which an event of this time is handed on.</param>
    public static async IAsyncEnumerable<PreparedEvent> PlayAsync(
        IEnumerable<PreparedEvent> records, Func<DateTimeOffset, TimeSpan> due, long started, TimeProvider clock, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var prepared in records)
        {
            var ahead = due(prepared.Record.Time) - clock.GetElapsedTime(started);
            if (ahead > Fine)
            {
                await Task.Delay(ahead, clock, cancellationToken);
            }

            yield return prepared;
        }
    }

    /// <summary>So many times as fast as the events happened, from the time of the first on.</summary>
    public static Func<DateTimeOffset, TimeSpan> Times(double speed)
    {
        DateTimeOffset? first = null;
        return time => (time - (first ??= time)) / speed;
    }
}
