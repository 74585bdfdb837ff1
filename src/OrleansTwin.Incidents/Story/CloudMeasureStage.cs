using OrleansTwin.Incidents.Response;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Incidents;
using OrleansTwin.Model.Responses;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Incidents.Story;

/// <summary>
/// Measures on Azure and Google Cloud, from the response catalogue; those of AWS come from the story itself (<see cref="RecommendationStage"/>). "Now" is
/// the incident's end, and nothing is counted from baselines, so that the same sets give the same bytes.
/// </summary>
internal static class CloudMeasureStage
{
    private const int MeasuresMax = 20;

    public static Incident AddTo(Incident incident, IncidentWorld world, ImpactIndex impacts)
    {
        if (incident.Summary is not { } summary || !incident.Entities.Any(IsHere))
        {
            return incident;
        }

        var byId = impacts.ByChange.Values.SelectMany(static changed => changed).DistinctBy(static impact => impact.Id).ToDictionary(static impact => impact.Id, StringComparer.Ordinal);
        var plan = PlanStage.Of(incident, new ResponseWorld
        {
            AsOf = incident.LastSeen,
            PreparedAt = incident.LastSeen,
            ViewOf = world.ViewOf,
            RelationsTo = world.RelationsTo,
            EventOf = world.EventOf,
            ImpactOf = id => byId.GetValueOrDefault<string, Impact>(id),
        });
        var measures = plan.Actions.Where(static action => IsHere(action.Target) && action.Readiness is Readiness.Ready or Readiness.NotKnown).Select(static action => new Recommendation(
            action.Title, action.Target, action.Command.Bash,
            action.Breaks.Where(static effect => effect.Known).Select(static effect => effect.Text).Concat(action.DoesNotStop.Select(static left => $"does not stop: {left.Text}")).ToValueArray()));
        return incident with { Summary = summary with { Recommendations = summary.Recommendations.Concat(measures).Take(MeasuresMax).ToValueArray() } };
    }

    private static bool IsHere(EntityId id) => id.Cloud is Cloud.Azure or Cloud.Gcp;
}
