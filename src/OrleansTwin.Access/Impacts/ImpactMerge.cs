using System.Globalization;
using OrleansTwin.Access.Impacts.Rules;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Access.Impacts;

/// <summary>
/// Puts parts together. Order-free: parts of one entity are reduced to the one with the least hop, everything else is sorted sets.
/// </summary>
internal static class ImpactMerge
{
    public static Impact? Of(ResourceChange change, ImpactPart direct, IEnumerable<ImpactPart> parts)
    {
        var all = parts
            .Where(part => part.Entity != direct.Entity)
            .GroupBy(static part => part.Entity)
            .Select(static group => group.MinBy(static part => part.Hop)!)
            .OrderBy(static part => part.Entity)
            .Prepend(direct)
            .ToList();
        if (all.All(static part => part.SaysNothing))
        {
            return null;
        }

        var findings = all.SelectMany(static part => part.Findings).Distinct().Order(Worst).ToList();
        var kinds = findings.GroupBy(static finding => finding.Kind).OrderBy(static group => group.Key).Select(static group => group.ToList()).ToList();
        var (gained, more) = Rows(all.SelectMany(static part => part.Gained));
        var (lost, moreLost) = Rows(all.SelectMany(static part => part.Lost));
        var severity = SeverityOf(findings);
        return new()
        {
            Id = Impact.IdOf(change.At.EventId, change.Entity.Id),
            Time = change.At.Time,
            Change = change.At.EventId,
            Resource = change.Entity.Id,
            Actor = change.Actor,
            Action = change.Action,
            Severity = severity,
            Certainty = findings.Count == 0 ? CertaintyOf(gained, lost) : findings.Where(finding => finding.Severity >= severity || findings[0] == finding).Min(static finding => finding.Certainty),
            Assumes = findings.SelectMany(static finding => finding.Assumes).Concat(findings.Count == 0 && CertaintyOf(gained, lost) == Certainty.Possible ? Open(gained, lost) : []).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToValueArray(),
            Findings = kinds.Select(static kind => kind[0].Kind).ToValueArray(),
            Reasons = kinds.Select(Reason).ToValueArray(),
            Before = direct.Before,
            After = direct.After,
            Gained = gained,
            Lost = lost,
            More = more + moreLost,
            PathsOpened = all.SelectMany(static part => part.PathsOpened).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToValueArray(),
            PathsClosed = all.SelectMany(static part => part.PathsClosed).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToValueArray(),
            Complete = all.All(static part => part.Complete),
            Reached = all.Skip(1).Select(static part => part.Entity).ToValueArray(),
            Text = ImpactText.Of(change, findings, gained, lost),
        };
    }

    private static Comparer<ImpactFinding> Worst { get; } = Comparer<ImpactFinding>.Create(static (one, other) =>
    {
        var order = other.Severity.CompareTo(one.Severity);
        order = order != 0 ? order : one.Certainty.CompareTo(other.Certainty);
        order = order != 0 ? order : ImpactText.RankOf(one.Kind).CompareTo(ImpactText.RankOf(other.Kind));
        order = order != 0 ? order : one.Entity.CompareTo(other.Entity);
        return order != 0 ? order : string.CompareOrdinal(one.Reason, other.Reason);
    });

    private static string Reason(List<ImpactFinding> findings)
    {
        var others = findings.Select(static finding => finding.Reason).Distinct(StringComparer.Ordinal).Count() - 1;
        return others == 0 ? $"{findings[0].Reason}." : string.Create(CultureInfo.InvariantCulture, $"{findings[0].Reason}; and {others} more of the kind.");
    }

    private static Severity SeverityOf(List<ImpactFinding> findings)
    {
        var severity = findings.Select(static finding => finding.Severity).DefaultIfEmpty(Severity.Info).Max();
        var certain = findings.Where(static finding => finding.Certainty == Certainty.Certain).Select(static finding => finding.Kind).ToHashSet();
        foreach (var (all, more) in ImpactKnowledge.Default.Combinations)
        {
            if (more > severity && all.All(certain.Contains))
            {
                severity = more;
            }
        }

        return severity;
    }

    private static Certainty CertaintyOf(ValueArray<Gain> gained, ValueArray<Gain> lost) =>
        gained.Concat(lost).All(static gain => gain.Certainty == GainCertainty.Unknown) ? Certainty.Possible : Certainty.Certain;

    // With no finding and nothing sure, what the rows leave open is what the answer rests on.
    private static IEnumerable<string> Open(ValueArray<Gain> gained, ValueArray<Gain> lost) =>
        gained.Concat(lost).SelectMany(static gain => gain.Conditions);

    // One row for who, what and how; the surer, then the heavier, counts.
    private static (ValueArray<Gain> Rows, int More) Rows(IEnumerable<WeighedGain> rows)
    {
        var sorted = rows
            .GroupBy(static row => (row.Gain.Who, row.Gain.Can, row.Gain.What))
            .Select(static group => group.OrderBy(static row => row.Gain.Certainty).ThenByDescending(static row => row.Weight).ThenBy(static row => string.Join('\n', row.Gain.Via), StringComparer.Ordinal).First())
            .OrderByDescending(static row => row.Weight)
            .ThenBy(static row => row.Gain.Certainty)
            .ThenBy(static row => row.Gain.Who)
            .ThenBy(static row => row.Gain.Can, StringComparer.Ordinal)
            .ThenBy(static row => row.Gain.What, StringComparer.Ordinal)
            .Select(static row => row.Gain)
            .ToList();
        return (sorted.Take(Gain.RowsMax).ToValueArray(), Math.Max(0, sorted.Count - Gain.RowsMax));
    }
}
