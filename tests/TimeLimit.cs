using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using OrleansTwin.Tests;
using Xunit.v3;

[assembly: TimeLimit]

namespace OrleansTwin.Tests;

/// <summary>
/// No test may hang the suite: one that runs longer than the limit ends its process, which is then told as failed with the test's name.
/// <c>ORLEANSTWIN_TEST_MINUTES</c> sets another limit, for runs with many seeds.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class TimeLimitAttribute : BeforeAfterTestAttribute
{
    private const int MinutesByDefault = 15;
    private const int Hung = 70;

    private static readonly ConcurrentDictionary<string, ITimer> Running = new(StringComparer.Ordinal);

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(
        int.TryParse(Environment.GetEnvironmentVariable("ORLEANSTWIN_TEST_MINUTES"), NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) && minutes > 0 ? minutes : MinutesByDefault);

    public override void Before(MethodInfo methodUnderTest, IXunitTest test) =>
        Running[test.UniqueID] = TimeProvider.System.CreateTimer(_ => End(test.TestDisplayName), null, Limit, Timeout.InfiniteTimeSpan);

    public override void After(MethodInfo methodUnderTest, IXunitTest test)
    {
        if (Running.TryRemove(test.UniqueID, out var timer))
        {
            timer.Dispose();
        }
    }

    private static void End(string test)
    {
        Console.Error.WriteLine($"{test} has run for more than {Limit}: the run is ended as failed. ORLEANSTWIN_TEST_MINUTES sets another limit.");
        Environment.Exit(Hung);
    }
}
