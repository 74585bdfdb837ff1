using OrleansTwin.Model.Alerts;
using OrleansTwin.Model.Signals;

namespace OrleansTwin.Sinks.Ocsf;

/// <summary>OCSF class Detection Finding (2004): a signal, or an alert over its signals.</summary>
internal sealed record OcsfDetectionFinding : OcsfFinding
{
    private const int Class = 2004;

    public required OcsfFindingInfo FindingInfo { get; init; }

    public int? RiskScore { get; init; }

    public IReadOnlyList<OcsfUid>? Resources { get; init; }

    public IReadOnlyList<OcsfEvidence>? Evidences { get; init; }

    public static OcsfDetectionFinding Of(Signal signal) => new()
    {
        ClassUid = Class,
        ActivityId = Create,
        TypeUid = (Class * 100) + Create,
        Time = signal.Time.ToUnixTimeMilliseconds(),
        SeverityId = OcsfSeverity.IdOf(signal.Severity),
        Severity = OcsfSeverity.CaptionOf(signal.Severity),
        StatusId = signal.SuppressedBy is null ? New : Suppressed,
        Message = signal.Explanation.Text,
        Metadata = OcsfMetadata.Of(signal.Id),
        RiskScore = signal.Score,
        FindingInfo = new()
        {
            Uid = signal.Id,
            Title = signal.Title,
            Desc = signal.Explanation.Text,
            FirstSeenTime = signal.Time.ToUnixTimeMilliseconds(),
            LastSeenTime = signal.LastTime == default ? null : signal.LastTime.ToUnixTimeMilliseconds(),
            Analytic = OcsfAnalytic.Of(signal),
            Attacks = OcsfAttack.Of(signal.Techniques, signal.Tactics),
            RelatedEvents = OcsfUid.List(signal.Evidence),
            Types = [signal.Dimension.ToString()],
        },
        Resources = OcsfUid.List(signal.Entities.Select(static entity => entity.Value)),
        Evidences =
        [
            new(
                signal.Actor is { } actor ? OcsfActor.Of(actor) : null,
                OcsfEndpoint.Of(signal.Actor?.SourceIp),
                new(signal.Explanation.Dimension, signal.Explanation.Observed, signal.Explanation.Expected, signal.Explanation.Window)),
        ],
    };

    public static OcsfDetectionFinding Of(Alert alert)
    {
        var activity = alert.State switch { AlertState.Open => Create, AlertState.Amended => Update, _ => Close };
        return new()
        {
            ClassUid = Class,
            ActivityId = activity,
            TypeUid = (Class * 100) + activity,
            Time = alert.Time.ToUnixTimeMilliseconds(),
            SeverityId = OcsfSeverity.IdOf(alert.Severity),
            Severity = OcsfSeverity.CaptionOf(alert.Severity),
            StatusId = StatusOf(alert.Status),
            Metadata = OcsfMetadata.Of(alert.Id, alert.Revision),
            FindingInfo = new()
            {
                Uid = alert.Id,
                Title = alert.Title,
                FirstSeenTime = alert.Time.ToUnixTimeMilliseconds(),
                RelatedEvents = OcsfUid.List(alert.Signals),
                Types = ["Alert"],
            },
            Resources = OcsfUid.List(alert.Entities.Select(static entity => entity.Value)),
        };
    }
}
