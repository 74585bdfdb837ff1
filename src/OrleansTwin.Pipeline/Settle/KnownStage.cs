using OrleansTwin.Detection.Behavior;
using OrleansTwin.Incidents;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Signals;
using OrleansTwin.Twin.Estates;

namespace OrleansTwin.Pipeline.Settle;

/// <summary>
/// The incidents as the events up to a position tell them, by the rules and intelligence of now. A signal counts once all of its evidence
/// had happened, since its words hold for all of it; reach and abilities are those of the position. Arrival is not kept, so what came late
/// counts by its event time, and sources say the whole time they cover. Pure.
/// </summary>
public static class KnownStage
{
    public static IncidentAnswer Of(SettledView view, EventOrder until, EntityViews views, IAddressIntel intel)
    {
        var events = new SortedDictionary<string, EventRecord>(StringComparer.Ordinal);
        foreach (var (id, record) in view.Events)
        {
            if (record.Order <= until)
            {
                events[id] = record;
            }
        }

        var signals = view.Signals.Where(signal => IsKnown(signal, view, until)).ToList();
        var impacts = view.Impacts.Where(impact => impact.Time <= until.Time).ToList();
        var entities = view.States.Values.Select(state => views.View(state, view.Estate, until)).ToList();
        var gaps = view.Gaps.Where(gap => gap.From <= until.Time).ToList();
        return IncidentStage.Build(WorldStage.Of(view.Worlds, SettledStage.Notable(events, signals), signals, impacts, entities, gaps, new(view.Estate, until), view.States, views, intel));
    }

    private static bool IsKnown(Signal signal, SettledView view, EventOrder until) =>
        signal.Time <= until.Time && signal.LastTime <= until.Time && signal.Evidence.All(id => !view.Events.TryGetValue(id, out var record) || record.Order <= until);
}
