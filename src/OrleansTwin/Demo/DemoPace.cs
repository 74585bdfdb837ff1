using OrleansTwin.Demo.Scenario;

namespace OrleansTwin.Demo;

/// <summary>When, after the start, an event of the scenario is handed in: quickly through the weeks, slowly through the attack.</summary>
internal static class DemoPace
{
    private static readonly (DateTimeOffset Event, TimeSpan Wall)[] Marks =
    [
        (DemoScenario.Built, TimeSpan.Zero),
        (DemoScenario.Built.AddMinutes(30), TimeSpan.FromSeconds(3)),
        (DemoScenario.WeekStart, TimeSpan.FromSeconds(4)),
        (DemoScenario.WeekEnd, TimeSpan.FromSeconds(22)),
        (DemoScenario.AttackStart.AddMinutes(-5), TimeSpan.FromSeconds(24)),
        (DemoScenario.AttackStart.AddMinutes(36), TimeSpan.FromSeconds(56)),
        (DemoScenario.End, TimeSpan.FromSeconds(62)),
    ];

    /// <summary>Time after the start at the speed made for watching; between two marks it runs evenly.</summary>
    public static TimeSpan Of(DateTimeOffset time)
    {
        for (var index = 1; index < Marks.Length; index++)
        {
            var (from, to) = (Marks[index - 1], Marks[index]);
            if (time < to.Event)
            {
                return time <= from.Event ? from.Wall : from.Wall + ((to.Wall - from.Wall) * ((time - from.Event) / (to.Event - from.Event)));
            }
        }

        return Marks[^1].Wall;
    }
}
