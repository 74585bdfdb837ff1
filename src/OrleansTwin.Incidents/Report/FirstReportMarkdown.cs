using System.Globalization;
using System.Text;
using OrleansTwin.Incidents.Text;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Incidents.Report;

/// <summary><c>report.md</c>: the first report as Markdown. Every value is escaped; evidence ids follow each line.</summary>
public static class FirstReportMarkdown
{
    private const int EvidenceShownMax = 5;

    public static string Write(FirstReport report)
    {
        var text = new StringBuilder("# First report\n");
        foreach (var section in ReportSections.Of(report))
        {
            text.Append("\n## ").Append(section.Title).Append("\n\n");
            if (section.Lines.IsEmpty)
            {
                text.Append(section.Otherwise).Append('\n');
            }

            foreach (var line in section.Lines.Take(ReportSections.LinesMax))
            {
                text.Append("- ").Append(HostileText.Markdown(line.Text)).Append(Evidence(line.Evidence)).Append('\n');
            }

            if (section.Lines.Count > ReportSections.LinesMax)
            {
                text.Append(CultureInfo.InvariantCulture, $"- and {section.Lines.Count - ReportSections.LinesMax} more\n");
            }
        }

        return text.ToString();
    }

    internal static string Evidence(ValueArray<string> ids)
    {
        if (ids.IsEmpty)
        {
            return string.Empty;
        }

        var more = ids.Count > EvidenceShownMax ? string.Create(CultureInfo.InvariantCulture, $" and {ids.Count - EvidenceShownMax} more") : string.Empty;
        return $" (evidence: {string.Join(", ", ids.Take(EvidenceShownMax).Select(static id => HostileText.Markdown(id, 120)))}{more})";
    }
}
