using System.Globalization;
using OrleansTwin.Incidents.Recognition;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Incidents.Report;

/// <summary>The first report as headed lists of lines, in the order they are read; writers only escape and lay out.</summary>
public static class ReportSections
{
    /// <summary>Lines a section shows; the rest is counted.</summary>
    public const int LinesMax = 50;

    private const int EvidenceMax = 20;

    public static IReadOnlyList<ReportSection> Of(FirstReport report) =>
    [
        new("Ten things to look at first", LookFirstStage.Of(report), "Nothing stands out in what could be seen."),
        new("Period and sources", Period(report).ToValueArray(), "No source was read."),
        new("Accounts", report.Accounts, "No account was named."),
        new("Regions", report.Regions, "No region was named."),
        .. new[] { IdentityKind.Person, IdentityKind.Pipeline, IdentityKind.Workload, IdentityKind.Vendor }.Select(kind => Identities(report, kind)),
        new("Administrators, direct", Administrators(report, static standing => standing != AdministratorStanding.ByEscalation), NoAdministrators(report)),
        new("Administrators by escalation", Administrators(report, static standing => standing == AdministratorStanding.ByEscalation), NoAdministrators(report)),
        new("Outside trusts", Trusts(report), report.OutsideTrusts is null ? "Not worked out: nothing is said about it." : "None in the policies, sharings and peerings that were seen."),
        new("What became exposed in the period, and by whom", Exposed(report), "No change that exposed something was seen."),
        new("What is not known", (report.Administrators?.NotKnown ?? default).Concat(NotRecognised(report)).Concat(report.NotKnown).ToValueArray(), "Nothing that a decision needed was missing."),
        new("What could not be seen", report.CouldNotSee, "No blind spot is known; that is no proof that there is none."),
    ];

    private static IEnumerable<ReportLine> Period(FirstReport report)
    {
        if (report.From is { } from && report.To is { } to)
        {
            yield return new($"{Time(from)} to {Time(to)}, {report.Events.ToString(CultureInfo.InvariantCulture)} distinct records", report.Sources.Select(static source => source.Name).ToValueArray());
        }

        foreach (var source in report.Sources)
        {
            var lag = source.LagSeconds is { } seconds ? $", delivered {seconds.ToString(CultureInfo.InvariantCulture)} s late" : ", delivery times not known";
            var gaps = source.Gaps.IsEmpty ? string.Empty : string.Create(CultureInfo.InvariantCulture, $", gaps: {source.Gaps.Count}, told under what could not be seen");
            yield return new($"{source.Name}: {Time(source.From)} to {Time(source.To)}{lag}{gaps}", [source.Name]);
        }
    }

    private static ReportSection Identities(FirstReport report, IdentityKind kind)
    {
        var lines = report.Identities.Where(identity => identity.Kind == kind).OrderBy(static identity => identity.Id)
            .Select(identity => new ReportLine(
                $"{report.Label(identity.Id)}{(identity.Confidence == Confidence.Weak ? " (likely)" : string.Empty)}: {string.Join("; ", identity.Why)}",
                identity.Evidence.IsEmpty ? [identity.Id.Value] : identity.Evidence));
        var title = kind switch
        {
            IdentityKind.Person => "People",
            IdentityKind.Pipeline => "Pipelines",
            IdentityKind.Workload => "Workloads",
            _ => "Vendors and other outsiders",
        };
        return new(title, lines.ToValueArray(), "None recognised.");
    }

    // Many identities have the same little to tell: they stand in one line.
    private static IEnumerable<ReportLine> NotRecognised(FirstReport report) =>
        report.Identities.Where(static identity => identity.Kind == IdentityKind.Unknown)
            .GroupBy(static identity => string.Join("; ", identity.Why), StringComparer.Ordinal)
            .OrderByDescending(static group => group.Count()).ThenBy(static group => group.Key, StringComparer.Ordinal)
            .Select(group =>
            {
                var ids = group.Select(static identity => identity.Id).Order().ToList();
                return new ReportLine($"what stands behind {NameList.Of(ids, report.Label)}: {group.Key}", ids.Take(EvidenceMax).Select(static id => id.Value).ToValueArray());
            });

    private static string NoAdministrators(FirstReport report) =>
        report.Administrators is not { } answer ? "Not worked out: nothing is said about it."
        : answer.Identities == 0 ? "No user or role of the accounts is known."
        : string.Create(CultureInfo.InvariantCulture, $"None known at the end of the records. Of {answer.Identities} users and roles {answer.Cleared} are known to be none; the others have policies that were not seen.");

    private static ValueArray<ReportLine> Administrators(FirstReport report, Func<AdministratorStanding, bool> which) =>
        (report.Administrators?.Lines ?? default).Where(line => which(line.Standing)).OrderBy(static line => line.Standing).ThenBy(static line => line.Id)
            .Select(line => new ReportLine($"{report.Label(line.Id)}{(line.Standing == AdministratorStanding.DirectUnlessDenied ? " (unless denied)" : string.Empty)}: {line.How}", line.Evidence.IsEmpty ? [line.Id.Value] : line.Evidence)).ToValueArray();

    private static ValueArray<ReportLine> Trusts(FirstReport report) =>
        (report.OutsideTrusts ?? []).Select(trust => new ReportLine($"{report.Label(trust.Resource)} lets in {TrustWords.Of(trust)}", [trust.Resource.Value, trust.Event])).ToValueArray();

    private static ValueArray<ReportLine> Exposed(FirstReport report) =>
        report.Impacts.Where(static impact => impact.Findings.Any(static kind => kind is FindingKind.InternetExposed or FindingKind.ExternalAccess or FindingKind.CrownJewelAccess or FindingKind.SegmentationBreach))
            .OrderByDescending(static impact => impact.Severity).ThenBy(static impact => impact.Time).ThenBy(static impact => impact.Id, StringComparer.Ordinal)
            .Select(impact => new ReportLine(
                $"{Time(impact.Time)}: {LookFirstStage.TextOf(report, impact)}{(impact.Certainty == Certainty.Certain ? string.Empty : $" (possible, assuming {string.Join(" and ", impact.Assumes)})")}",
                [impact.Change, impact.Id])).ToValueArray();

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
