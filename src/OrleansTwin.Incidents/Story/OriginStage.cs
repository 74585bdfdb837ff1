using OrleansTwin.Incidents.Correlation;
using OrleansTwin.Model.Incidents;
using OrleansTwin.Model.Signals;

namespace OrleansTwin.Incidents.Story;

/// <summary>The external addresses the actors came from, hostile ones first, with what intelligence says of each.</summary>
internal static class OriginStage
{
    public static void Tell(StoryContext story)
    {
        var addresses = story.Scope.Origins.Concat(story.Events.Where(record => record.Finding is not null || story.Scope.Holds(record)).Select(static record => record.SourceIp).OfType<string>())
            .Where(LinkNodes.IsExternal).Distinct(StringComparer.Ordinal);
        story.Origins = [.. addresses.Select(address => Of(story, address))
            .OrderByDescending(static origin => origin.Intel.Count > 0).ThenBy(static origin => origin.Ip, StringComparer.Ordinal).Take(StoryLimits.OriginsMax)];
        if (story.Origins.Exists(static origin => !origin.Intel.IsEmpty) || story.SignalsInAlerts.Any(static signal => signal.Kind == SignalKind.Indicator))
        {
            story.Facts.Add(StoryFact.HostileOrigin);
        }
    }

    private static IncidentOrigin Of(StoryContext story, string address)
    {
        var intel = story.World.IntelOf(address);
        return new() { Ip = address, Country = intel?.Country, Asn = intel?.Asn, Intel = intel?.Indicators ?? default };
    }
}
