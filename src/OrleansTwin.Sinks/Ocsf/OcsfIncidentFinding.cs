using OrleansTwin.Model.Incidents;

namespace OrleansTwin.Sinks.Ocsf;

/// <summary>OCSF class Incident Finding (2005): the incident, with its alerts and signals as the findings it holds.</summary>
internal sealed record OcsfIncidentFinding : OcsfFinding
{
    private const int Class = 2005;
    private const int Closed = 5;

    public string? Desc { get; init; }

    public required IReadOnlyList<OcsfFindingInfo> FindingInfoList { get; init; }

    public IReadOnlyList<OcsfAttack>? Attacks { get; init; }

    public IReadOnlyList<OcsfUid>? Resources { get; init; }

    public long StartTime { get; init; }

    public long EndTime { get; init; }

    public static OcsfIncidentFinding Of(Incident incident) => new()
    {
        ClassUid = Class,
        ActivityId = Create,
        TypeUid = (Class * 100) + Create,
        Time = incident.LastSeen.ToUnixTimeMilliseconds(),
        StartTime = incident.FirstSeen.ToUnixTimeMilliseconds(),
        EndTime = incident.LastSeen.ToUnixTimeMilliseconds(),
        SeverityId = OcsfSeverity.IdOf(incident.Severity),
        Severity = OcsfSeverity.CaptionOf(incident.Severity),
        // Of this class 3 is On Hold and 5 Closed; the first two mean the same as elsewhere.
        StatusId = incident.Status == "closed" ? Closed : StatusOf(incident.Status),
        Message = incident.Title,
        Desc = incident.Summary?.Headline,
        Metadata = OcsfMetadata.Of(incident.Id),
        Attacks = OcsfAttack.Of(incident.Steps.Select(static step => step.Technique).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), incident.Tactics),
        Resources = OcsfUid.List(incident.Entities.Select(static entity => entity.Value)),
        FindingInfoList =
        [
            new()
            {
                Uid = incident.Id,
                Title = incident.Title,
                Desc = incident.Summary?.Headline,
                FirstSeenTime = incident.FirstSeen.ToUnixTimeMilliseconds(),
                LastSeenTime = incident.LastSeen.ToUnixTimeMilliseconds(),
                RelatedEvents = OcsfUid.List(incident.Alerts.Concat(incident.Signals)),
                Types = ["Incident"],
            },
        ],
    };
}
