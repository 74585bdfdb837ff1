using OrleansTwin.Incidents.Story;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Incidents.Report;

/// <summary>
/// The ten things to look at first: incidents, changes that exposed something, administrators by escalation, trusts that ask for nothing,
/// and what weakens the record itself; by severity, then kind, then score or id. Where that is fewer than ten, the gravest changes inside the incidents follow.
/// </summary>
public static class LookFirstStage
{
    public const int ThingsMax = 10;

    public static ValueArray<ReportLine> Of(FirstReport report)
    {
        var told = report.Incidents.SelectMany(static incident => incident.Steps).SelectMany(static step => step.Impacts).ToHashSet(StringComparer.Ordinal);
        var incidents = report.Incidents.Select(static incident => new Ranked(incident.Severity, 0, incident.Score, incident.Id,
            new($"Incident: {incident.Title} ({incident.Severity.ToString().ToLowerInvariant()}, {Durations.Count(incident.Steps.Count, "step")})", [incident.Id])));
        var impacts = report.Impacts.Where(impact => impact.Severity >= Severity.Medium && !told.Contains(impact.Id)).Select(impact => Changed(report, impact, "Change"));
        // Where there is room, the gravest changes of the incidents by themselves.
        var inside = report.Impacts.Where(impact => impact.Severity >= Severity.Medium && told.Contains(impact.Id)).Select(impact => Changed(report, impact, "Change of an incident"));
        var escalations = (report.Administrators?.Lines ?? default).Where(static line => line.Standing == AdministratorStanding.ByEscalation).Select(line => new Ranked(Severity.Medium, 2, 0, line.Id.Value,
            new($"{report.Label(line.Id)} can become an administrator: {line.How}", line.Evidence.IsEmpty ? [line.Id.Value] : line.Evidence)));
        var trusts = (report.OutsideTrusts ?? []).Where(static trust => trust.Condition is null).Select(trust => new Ranked(Severity.Medium, 3, 0, $"{trust.Resource.Value} {trust.Trusted}",
            new($"{report.Label(trust.Resource)} lets in {TrustWords.Of(trust)}", [trust.Resource.Value, trust.Event])));
        var sources = report.Sources.Where(static source => !source.Gaps.IsEmpty).Select(static source => new Ranked(Severity.Low, 4, 0, source.Name,
            new($"The source {source.Name} has gaps ({source.Gaps.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)}), the first: {source.Gaps[0]}", [source.Name])));
        return Sorted(incidents.Concat(impacts).Concat(escalations).Concat(trusts).Concat(sources)).Concat(Sorted(inside))
            .Take(ThingsMax).Select(static thing => thing.Line).ToValueArray();
    }

    private static IOrderedEnumerable<Ranked> Sorted(IEnumerable<Ranked> things) =>
        things.OrderByDescending(static thing => thing.Severity).ThenBy(static thing => thing.Kind).ThenByDescending(static thing => thing.Score).ThenBy(static thing => thing.Id, StringComparer.Ordinal);

    private static Ranked Changed(FirstReport report, Impact impact, string what) => new(impact.Severity, 1, 0, impact.Id,
        new($"{what}: {TextOf(report, impact)}{(impact.Certainty == Certainty.Certain ? string.Empty : " (possible)")}", [impact.Change, impact.Id]));

    internal static string TextOf(FirstReport report, Impact impact)
    {
        // The impact's own words name who did it.
        if (impact.Text.Length > 0)
        {
            return impact.Text;
        }

        var by = impact.Actor.IsNone ? "somebody not named" : report.Label(impact.Actor);
        return $"{impact.Action} on {report.Label(impact.Resource)}, by {by}";
    }

    private sealed record Ranked(Severity Severity, int Kind, int Score, string Id, ReportLine Line);
}
