namespace OrleansTwin.Demo.Scenario;

/// <summary>
/// The scenario of <c>twin demo</c> as raw logs (CONTRACTS): an estate is built, a week of ordinary work passes, then a person's key is
/// used from a Tor exit. A seed varies times, volumes and who does what; the story stays. Nothing else of the product knows of it.
/// </summary>
internal static class DemoScenario
{
    public static DateTimeOffset Built { get; } = new(2026, 2, 2, 9, 0, 0, TimeSpan.Zero);

    /// <summary>A Monday.</summary>
    public static DateTimeOffset WeekStart { get; } = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    public static DateTimeOffset WeekEnd { get; } = WeekStart.AddDays(7);

    public static DateTimeOffset AttackStart { get; } = WeekEnd.AddHours(2).AddMinutes(4);

    public static DateTimeOffset End { get; } = WeekEnd.AddHours(4);

    /// <summary>Indicators the demo hands in by the ordinary way, one address a line.</summary>
    public static string TorExits { get; } = $"# Tor exits of the scenario; addresses set aside for documentation (RFC 5737)\n{DemoNames.ExitOne}\n192.0.2.102\n{DemoNames.ExitTwo}\n192.0.2.177\n";

    /// <summary>What an owner would write down: the crown jewel and the own account.</summary>
    public static string Config { get; } = $$"""{"crownJewels":["{{DemoNames.Table(DemoNames.Jewel)}}"],"accounts":{"{{DemoNames.Account}}":"production"} }""";

    /// <summary>All objects in order of their first record.</summary>
    /// <param name="attack">False leaves the attack out: the same ordinary traffic without it.</param>
    public static IReadOnlyList<DemoObject> Build(ulong seed, bool attack = true)
    {
        var random = new DemoRandom(seed);
        var log = new DemoLog(random.Fork("ids"));
        EstateBuilding.Write(log);
        PeopleAtWork.Write(log, random.Fork("people"));
        PipelinesAtWork.Write(log, random.Fork("pipelines"));
        WorkloadsAtWork.Write(log, random.Fork("workloads"));
        TrafficAtWork.Write(log, random.Fork("traffic"));
        if (attack)
        {
            AttackStory.Write(log, random.Fork("attack"));
        }

        return
        [
            .. log.Pack(DemoPart.Building, Built, WeekStart, TimeSpan.FromHours(1))
                .Concat(log.Pack(DemoPart.Week, WeekStart, WeekEnd, TimeSpan.FromHours(1)))
                .Concat(log.Pack(DemoPart.Attack, WeekEnd, End, TimeSpan.FromMinutes(5)))
                .OrderBy(static one => one.First).ThenBy(static one => one.Name, StringComparer.Ordinal),
        ];
    }
}
