using OrleansTwin.Model.Signals;

namespace OrleansTwin.Incidents.Correlation;

/// <summary>What may take part in a slow link: at least low, with a tactic; one of both ends at least medium.</summary>
internal static class SlowLink
{
    public static bool Counts(LinkNode node) => node.Signal is not null && node.Severity >= Severity.Low && node.RankMax >= 0;

    public static bool IsStrong(LinkNode node) => node.Severity >= Severity.Medium;

    /// <summary>
    /// Whether the later of both, within the window, has a tactic beyond all of the earlier one's: the same act again is no progress, nor
    /// is what the actor had done before the earlier one. Same lineage is for the caller to see.
    /// </summary>
    public static bool Links(LinkNode one, LinkNode other, TimeSpan window) => Leads(one, other, window) || Leads(other, one, window);

    private static bool Leads(LinkNode earlier, LinkNode later, TimeSpan window) =>
        Counts(earlier) && Counts(later) && (IsStrong(earlier) || IsStrong(later))
        && earlier.Start <= Until(later) && later.Start - earlier.Start <= window && later.RankMax > earlier.RankMax;

    /// <summary>The last start of an earlier one that this may be the progress of.</summary>
    public static DateTimeOffset Until(LinkNode later) => later.EnabledUntil < later.Start ? later.EnabledUntil : later.Start;
}
