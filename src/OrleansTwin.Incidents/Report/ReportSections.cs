using System.Globalization;
using OrleansTwin.Incidents.Recognition;
using OrleansTwin.Incidents.Text;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Incidents.Report;

/// <summary>The first report as headed lists of lines, in the order they are read; writers only escape and lay out.</summary>
public static class ReportSections
{
    /// <summary>Lines a section shows; the rest is counted.</summary>
    public const int LinesMax = 50;

    public static IReadOnlyList<ReportSection> Of(FirstReport report) =>
    [
        new("Ten things to look at first", LookFirstStage.Of(report), "Nothing stands out in what could be seen."),
        new("Period and sources", Period(report).ToValueArray(), "No source was read."),
        new("Accounts", report.Accounts, "No account was named."),
        new("Regions", report.Regions, "No region was named."),
        .. new[] { IdentityKind.Person, IdentityKind.Pipeline, IdentityKind.Workload, IdentityKind.Vendor }.Select(kind => Identities(report, kind)),
        new("Administrators, direct", Administrators(report, direct: true), report.Administrators is null ? "Not worked out: nothing is said about it." : "None known."),
        new("Administrators by escalation", Administrators(report, direct: false), report.Administrators is null ? "Not worked out: nothing is said about it." : "None known."),
        new("Outside trusts", Trusts(report), report.OutsideTrusts is null ? "Not worked out: nothing is said about it." : "None known."),
        new("What became exposed in the period, and by whom", Exposed(report), "No change that exposed something was seen."),
        new("What is not known", report.NotKnown.Concat(Identities(report, IdentityKind.Unknown).Lines).ToValueArray(), "Nothing that a decision needed was missing."),
        new("What could not be seen", report.CouldNotSee.Select(static spot => new ReportLine($"{spot.What}: {spot.Why}. To see it: {spot.HowToEnable}", default)).ToValueArray(), "No blind spot is known; that is no proof that there is none."),
    ];

    private static IEnumerable<ReportLine> Period(FirstReport report)
    {
        if (report.From is { } from && report.To is { } to)
        {
            yield return new($"{Time(from)} to {Time(to)}, {report.Events.ToString(CultureInfo.InvariantCulture)} events", report.Sources.Select(static source => source.Name).ToValueArray());
        }

        foreach (var source in report.Sources)
        {
            var lag = source.LagSeconds is { } seconds ? $", delivered {seconds.ToString(CultureInfo.InvariantCulture)} s late" : ", delivery times not known";
            var gaps = source.Gaps.IsEmpty ? string.Empty : $"; gaps: {string.Join(", ", source.Gaps)}";
            yield return new($"{source.Name}: {Time(source.From)} to {Time(source.To)}{lag}{gaps}", [source.Name]);
        }
    }

    private static ReportSection Identities(FirstReport report, IdentityKind kind)
    {
        var lines = report.Identities.Where(identity => identity.Kind == kind).OrderBy(static identity => identity.Id)
            .Select(identity => new ReportLine(
                $"{EntityLabel.Of(identity.Id, report.ViewOf(identity.Id))}{(kind == IdentityKind.Unknown ? ": what it is is not known" : identity.Confidence == Confidence.Weak ? " (likely)" : string.Empty)}: {string.Join("; ", identity.Why)}",
                identity.Evidence.IsEmpty ? [identity.Id.Value] : identity.Evidence));
        var title = kind switch
        {
            IdentityKind.Person => "People",
            IdentityKind.Pipeline => "Pipelines",
            IdentityKind.Workload => "Workloads",
            IdentityKind.Vendor => "Vendors",
            _ => "Identities not recognised",
        };
        return new(title, lines.ToValueArray(), "None recognised.");
    }

    private static ValueArray<ReportLine> Administrators(FirstReport report, bool direct) =>
        (report.Administrators ?? []).Where(line => line.Direct == direct).OrderBy(static line => line.Id)
            .Select(line => new ReportLine($"{EntityLabel.Of(line.Id, report.ViewOf(line.Id))}: {line.How}", line.Evidence.IsEmpty ? [line.Id.Value] : line.Evidence)).ToValueArray();

    private static ValueArray<ReportLine> Trusts(FirstReport report) =>
        (report.OutsideTrusts ?? []).OrderBy(static trust => trust.Resource).ThenBy(static trust => trust.Trusted, StringComparer.Ordinal)
            .Select(trust =>
            {
                var asks = trust.Condition switch { null => "asks for nothing more", "" => "what it asks for is not known", var condition => $"asks for {condition}" };
                return new ReportLine($"{EntityLabel.Of(trust.Resource, report.ViewOf(trust.Resource))} trusts {trust.Trusted}; {asks}", trust.Evidence.IsEmpty ? [trust.Resource.Value] : trust.Evidence);
            }).ToValueArray();

    private static ValueArray<ReportLine> Exposed(FirstReport report) =>
        report.Impacts.Where(static impact => impact.Findings.Any(static kind => kind is FindingKind.InternetExposed or FindingKind.ExternalAccess or FindingKind.CrownJewelAccess or FindingKind.SegmentationBreach))
            .OrderByDescending(static impact => impact.Severity).ThenBy(static impact => impact.Time).ThenBy(static impact => impact.Id, StringComparer.Ordinal)
            .Select(impact => new ReportLine(
                $"{Time(impact.Time)}: {LookFirstStage.TextOf(report, impact)}{(impact.Certainty == Certainty.Certain ? string.Empty : $" (possible, assuming {string.Join(" and ", impact.Assumes)})")}",
                [impact.Change, impact.Id])).ToValueArray();

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
