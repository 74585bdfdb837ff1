using OrleansTwin.Model.Signals;

namespace OrleansTwin.Incidents.Correlation;

/// <summary>What may take part in a slow link: at least low, with a tactic; one of both ends at least medium.</summary>
internal static class SlowLink
{
    public static bool Counts(LinkNode node) => node.Signal is not null && node.Severity >= Severity.Low && node.RankMax >= 0;

    public static bool IsStrong(LinkNode node) => node.Severity >= Severity.Medium;
}
