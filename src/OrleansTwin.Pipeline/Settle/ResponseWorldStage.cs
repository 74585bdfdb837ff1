using OrleansTwin.Access.Attacks;
using OrleansTwin.Incidents.Response;
using OrleansTwin.Incidents.Story;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Pipeline.Coverage;
using OrleansTwin.Twin.Estates;

namespace OrleansTwin.Pipeline.Settle;

/// <summary>Fills the world that response plans are made from. Look-ups of entities and relations come from the caller, who has them indexed.</summary>
public static class ResponseWorldStage
{
    /// <param name="preparedAt">When the plan is made.</param>
    /// <param name="cuts">Works out cuts between entities; null: they are not worked out.</param>
    public static ResponseWorld Of(
        SettledView settled, DateTimeOffset preparedAt, ResponseSettings settings, Func<EntityId, EntityView?> viewOf, Func<EntityId, IReadOnlyList<IncomingRelation>> relationsTo,
        IReadOnlyDictionary<string, Impact> impacts, Func<IReadOnlyList<EntityId>, IReadOnlyList<EntityId>, IReadOnlyList<ContainmentPlan>>? cuts)
    {
        ArgumentNullException.ThrowIfNull(settled);
        var estate = new EstateAsOf(settled.Estate, EventOrder.Latest);
        var trails = new TrailLedger(estate, ListedAnswers.None.Trails);
        var asOf = settled.Sources.Select(static source => source.To).DefaultIfEmpty(preparedAt).Max();
        return new()
        {
            AsOf = asOf,
            PreparedAt = preparedAt,
            LogsFrom = settled.Sources.Count == 0 ? null : settled.Sources.Min(static source => source.From),
            ViewOf = viewOf,
            RelationsTo = relationsTo,
            EventOf = id => settled.Events.GetValueOrDefault(id),
            ImpactOf = impacts.GetValueOrDefault,
            UseOf = id => settled.States.TryGetValue(id, out var state) ? EntityUseStage.Of(state, asOf) : null,
            ReadsLogged = id => ReadLogging.IsLogged(id, estate, trails),
            Cuts = cuts,
            Settings = settings,
        };
    }
}
