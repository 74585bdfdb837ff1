using System.Globalization;
using OrleansTwin.Detection.Behavior;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Signals;
using OrleansTwin.Twin.Baselines;

namespace OrleansTwin.Detection.Network;

/// <summary>
/// Scans by fan-out: new destination hosts or ports within an hour. Peers that spoke first, and ports where answers go, do not count. A
/// workload without past reaches for many hosts as it starts, so its scan is low.
/// </summary>
internal static class FanOut
{
    private const int RelatedMax = 10;

    public static IEnumerable<Finding> Derive(DeriveScope scope)
    {
        foreach (var (hour, _) in scope.Baseline.CountersOf(string.Empty, Measure.FlowsOut).Hours)
        {
            if (!scope.HoldsHour(hour))
            {
                continue;
            }

            var end = DeriveScope.HourStart(hour + 1);
            var hosts = scope.FirstSeenIn(string.Empty, Dimension.PeerOut, hour).Where(pair => !scope.SeenBefore(string.Empty, Dimension.PeerIn, pair.Key, end)).ToList();
            if (hosts.Count >= scope.Thresholds.ScanHostsMin)
            {
                yield return Scan(scope, RuleIds.HostScan, hour, hosts, "destination hosts", scope.Thresholds.ScanHostsMin);
            }

            var ports = scope.FirstSeenIn(string.Empty, Dimension.PortOut, hour)
                .Where(pair => int.TryParse(pair.Key, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port < scope.Thresholds.ScanPortBelow).ToList();
            if (ports.Count >= scope.Thresholds.ScanPortsMin)
            {
                yield return Scan(scope, RuleIds.PortScan, hour, ports, "destination ports", scope.Thresholds.ScanPortsMin);
            }
        }
    }

    private static Finding Scan(DeriveScope scope, string rule, int hour, List<KeyValuePair<string, ValueStat>> fresh, string what, int min)
    {
        var established = BehaviorStage.Established(scope.State, string.Empty, DeriveScope.HourStart(hour), scope.Context.Options);
        var examples = Draft.Cut(string.Join(", ", fresh.Take(5).Select(static pair => pair.Key)));
        return new Draft
        {
            Rule = rule,
            Position = DeriveScope.HourStart(hour),
            Anchor = Words.Bucket(hour),
            Severity = established.Holds ? null : Severity.Low,
            Dimension = what,
            Observed = FormattableString.Invariant($"{fresh.Count} new {what} in the hour of {Words.Hour(hour)} ({examples}, …)"),
            Expected = FormattableString.Invariant($"fewer than {min} new ones an hour"),
            Window = established.Text,
            Text = FormattableString.Invariant($"{scope.Id.Value} reached for {fresh.Count} {what} it never reached for before, in the hour of {Words.Hour(hour)}; {established.Text}."),
            Actor = fresh[0].Value.Context,
            Related = rule == RuleIds.HostScan ? [.. fresh.Where(static pair => AddressSpace.IsPublic(pair.Key)).Take(RelatedMax).Select(static pair => EntityId.Address(pair.Key))] : [],
            Evidence = [.. fresh.Select(static pair => pair.Value.First.EventId)],
            Time = fresh[0].Value.First.Time,
            LastTime = fresh[^1].Value.First.Time,
        }.Make(scope);
    }
}
