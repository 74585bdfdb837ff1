using CsCheck;
using OrleansTwin.Detection.Behavior;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Twin.Baselines;
using Xunit;

namespace OrleansTwin.Tests.Stages.Detection.Behavior;

public sealed class BurstTests
{
    [Fact]
    public void Given_RandomTimes_When_WindowsSlide_Then_EqualsTryingEveryWindow()
    {
        var width = TimeSpan.FromMinutes(10);
        Gen.Select(Gen.Int[0, 5 * 3600].List[0, 60], Gen.Int[2, 6]).Sample((seconds, min) =>
        {
            var events = seconds.Order().Select((second, index) => Kept(second, index)).ToList();
            var found = Burst.Find(events, width, window => window.Length >= min, static _ => true).Select(static b => (b.Hour, b.Trigger.At, string.Join(",", b.Events.Select(static e => e.At.EventId)))).ToList();
            Assert.Equal(Reference(events, width, min), found);
        }, iter: 500);
    }

    private static List<(int, EventOrder, string)> Reference(List<KeptEvent> events, TimeSpan width, int min)
    {
        var result = new List<(int, EventOrder, string)>();
        foreach (var hour in events.Select(static e => Observation.HourOf(e.At.Ticks)).Distinct())
        {
            var windows = events.Where(e => Observation.HourOf(e.At.Ticks) == hour)
                .Select(last => events.Where(e => e.At <= last.At && last.At.Ticks - e.At.Ticks <= width.Ticks).ToList())
                .Where(window => window.Count >= min)
                .ToList();
            if (windows.Count > 0)
            {
                var union = windows.SelectMany(static w => w).Distinct().OrderBy(static e => e.At);
                result.Add((hour, windows[0][^1].At, string.Join(",", union.Select(static e => e.At.EventId))));
            }
        }

        return result;
    }

    private static KeptEvent Kept(int second, int index) =>
        new(new(Story.Start.AddSeconds(second).UtcTicks, EventPhase.Read, FormattableString.Invariant($"e{index:D4}")), "denied", string.Empty, "s3:Get", EntityId.None, ObservationContext.None);
}
