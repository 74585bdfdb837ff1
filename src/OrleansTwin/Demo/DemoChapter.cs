using OrleansTwin.Demo.Scenario;
using OrleansTwin.Pipeline.Fold;

namespace OrleansTwin.Demo;

/// <summary>A part of the story with one sentence of its own: from a time (inclusive) to the next chapter (exclusive).</summary>
/// <param name="IsOrdinary">Nothing in it is an attack: what was looked at and left alone is told at its end.</param>
internal sealed record DemoChapter(DateTimeOffset From, DateTimeOffset To, string Text, bool IsOrdinary = false)
{
    public static IReadOnlyList<DemoChapter> All { get; } =
    [
        new(DateTimeOffset.MinValue, DemoScenario.WeekStart, "An infrastructure pipeline builds the estate."),
        new(DemoScenario.WeekStart, DemoScenario.WeekEnd, "A week of ordinary work: people, pipelines, programs, mistakes.", IsOrdinary: true),
        new(DemoScenario.WeekEnd, DemoScenario.AttackStart, "The week is over."),
        new(DemoScenario.AttackStart, DateTimeOffset.MaxValue, "A person's key is used from a Tor exit."),
    ];

    public bool Holds(DateTimeOffset time) => time >= From && time < To;

    public IEnumerable<PreparedEvent> Of(IEnumerable<PreparedEvent> records) => records.Where(prepared => Holds(prepared.Record.Time));
}
