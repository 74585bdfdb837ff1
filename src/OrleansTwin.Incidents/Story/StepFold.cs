using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;

namespace OrleansTwin.Incidents.Story;

/// <summary>
/// Equal acts become one run with a count and a span. As many acts as there are, the story stays within its bound by folding more
/// coarsely, never by leaving out what can still be folded: equal acts close in time; then whatever time lies between them; then the
/// same act on any target; then changes with an impact too, which stand alone before.
/// </summary>
internal static class StepFold
{
    private enum Coarseness
    {
        Near,
        AnyTime,
        AnyTarget,
        Changes,
    }

    /// <param name="events">In canonical order.</param>
    /// <param name="isChange">By event id: has an impact.</param>
    /// <param name="runsMax">Runs that fit. The coarsest folding is given where none fits.</param>
    public static List<List<EventRecord>> Runs(IReadOnlyList<EventRecord> events, Func<string, bool> isChange, int runsMax)
    {
        List<List<EventRecord>> runs = [];
        foreach (var coarseness in Enum.GetValues<Coarseness>())
        {
            runs = Fold(events, isChange, coarseness);
            if (runs.Count <= runsMax)
            {
                break;
            }
        }

        return runs;
    }

    private static List<List<EventRecord>> Fold(IReadOnlyList<EventRecord> events, Func<string, bool> isChange, Coarseness coarseness)
    {
        var runs = new List<List<EventRecord>>();
        var open = new Dictionary<(string Action, EntityId Actor, EntityId Target, Outcome Outcome), List<EventRecord>>();
        foreach (var record in events)
        {
            var target = coarseness >= Coarseness.AnyTarget ? EntityId.None : EventReading.TargetOf(record);
            var key = (record.Action, EventReading.ActorOf(record), target, record.Outcome);
            var isAlone = coarseness < Coarseness.Changes && isChange(record.Id);
            if (isAlone || !open.TryGetValue(key, out var run) || (coarseness == Coarseness.Near && record.Time - run[^1].Time > StoryLimits.FoldGap))
            {
                run = [];
                runs.Add(run);
                open[key] = run;
            }

            run.Add(record);
            if (isAlone)
            {
                // What follows must not fold into it.
                open.Remove(key);
            }
        }

        return runs;
    }
}
