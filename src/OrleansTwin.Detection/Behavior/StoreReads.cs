using OrleansTwin.Model.Signals;
using OrleansTwin.Twin.Baselines;

namespace OrleansTwin.Detection.Behavior;

/// <summary>Reads of a data store in an hour, against its own hours. Low; medium for a crown jewel or far past everything seen.</summary>
internal static class StoreReads
{
    private const int Percent = 100;

    public static IEnumerable<Finding> Derive(DeriveScope scope)
    {
        var reads = scope.Baseline.CountersOf(string.Empty, Measure.Reads);
        foreach (var (hour, count) in reads.Hours)
        {
            if (count >= scope.Thresholds.ReadsMin && scope.HoldsHour(hour) && HourNorm.At(reads, hour, scope.Thresholds) is { } norm && count > norm.Limit)
            {
                yield return Judge(scope, hour, count, norm);
            }
        }
    }

    private static Finding Judge(DeriveScope scope, int hour, long count, HourNorm norm)
    {
        var jewel = scope.Context.JewelOf(scope.Id) is not null;
        var extreme = count > norm.Max && (Int128)count * Percent >= (Int128)norm.Max * scope.Thresholds.ExtremePercent;
        var evidence = HourEvidence.In(scope, string.Empty, hour);
        var principals = scope.FirstSeenIn(string.Empty, Dimension.Principal, hour).Select(static pair => pair.Key).ToList();
        var newcomers = principals.Count == 0 ? string.Empty : $" New in this hour: {Draft.Cut(string.Join(", ", principals))}.";
        return new Draft
        {
            Rule = RuleIds.ReadVolume,
            Position = DeriveScope.HourStart(hour),
            Anchor = Words.Bucket(hour),
            Severity = jewel || extreme ? Severity.Medium : Severity.Low,
            Dimension = "reads an hour",
            Observed = $"{Words.Number(count)} read calls in the hour of {Words.Hour(hour)}",
            Expected = $"median {Words.Number(norm.Median)}, usual up to {Words.Number(norm.Limit)}, most so far {Words.Number(norm.Max)}",
            Window = FormattableString.Invariant($"{norm.Samples} past hours ({norm.Basis}) of the last {scope.Thresholds.LookbackHours / 24} days"),
            Text = $"{scope.Id.Value} was read {Words.Number(count)} times in the hour of {Words.Hour(hour)}; usual is up to {Words.Number(norm.Limit)}.{newcomers}",
            Actor = evidence.Context,
            Related = [.. principals.Take(1).Select(static id => new Model.Ids.EntityId(id))],
            Evidence = evidence.Events,
            Time = evidence.Time ?? Observation.TimeOf(hour),
            LastTime = Words.HourEnd(hour),
        }.Make(scope);
    }
}
