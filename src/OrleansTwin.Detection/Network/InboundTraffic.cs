using System.Globalization;
using OrleansTwin.Detection.Behavior;
using OrleansTwin.Detection.Scoring;
using OrleansTwin.Model.Ids;
using OrleansTwin.Twin.Baselines;

namespace OrleansTwin.Detection.Network;

/// <summary>Inbound: the first accepted connection from the internet on an administration port; rejected flows, one note a day.</summary>
internal static class InboundTraffic
{
    private const int HoursADay = 24;

    public static IEnumerable<Finding> Derive(DeriveScope scope) => AdminPorts(scope).Concat(Rejected(scope));

    private static IEnumerable<Finding> AdminPorts(DeriveScope scope)
    {
        foreach (var (text, stat) in scope.FirstSeen(string.Empty, Dimension.PortIn))
        {
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) || !scope.Lists.AdminPorts.Contains(port) || !AddressSpace.IsPublic(stat.Context.Address))
            {
                continue;
            }

            var established = BehaviorStage.Established(scope.State, string.Empty, stat.First, scope.Context.Options);
            if (!established.Holds)
            {
                continue;
            }

            yield return new Draft
            {
                Rule = RuleIds.AdminPortInbound,
                Position = stat.First,
                Anchor = text,
                Novelty = Novelty.Subject,
                Dimension = "inbound port",
                Observed = FormattableString.Invariant($"port {port} accepted from {stat.Context.Address}"),
                Expected = FormattableString.Invariant($"no accepted connection on port {port} so far"),
                Window = established.Text,
                Text = FormattableString.Invariant($"{scope.Id.Value} accepted a connection on port {port} from the public address {stat.Context.Address} for the first time; {established.Text}."),
                Actor = stat.Context,
                Related = [EntityId.Address(stat.Context.Address!)],
                Evidence = [stat.First.EventId],
            }.Make(scope);
        }
    }

    private static IEnumerable<Finding> Rejected(DeriveScope scope)
    {
        var rejected = scope.Baseline.CountersOf(string.Empty, Measure.Rejected);
        int? noted = null;
        foreach (var (hour, count) in rejected.Hours)
        {
            var day = hour / HoursADay;
            if (count < scope.Thresholds.RejectedMin || day == noted)
            {
                continue;
            }

            noted = day;
            var norm = HourNorm.At(rejected, hour, scope.Thresholds);
            if (!scope.HoldsHour(hour) || (norm is not null && count <= norm.Limit))
            {
                continue;
            }

            yield return new Draft
            {
                Rule = RuleIds.RejectedProbes,
                Position = DeriveScope.HourStart(hour),
                Anchor = Words.Bucket(hour),
                Dimension = "rejected flows an hour",
                Observed = $"{Words.Number(count)} rejected flows in the hour of {Words.Hour(hour)}",
                Expected = norm is null ? "its past is too short to tell what is usual" : $"usual up to {Words.Number(norm.Limit)}",
                Window = "first such hour of the day",
                Text = $"{scope.Id.Value}: {Words.Number(count)} flows were rejected in the hour of {Words.Hour(hour)}. Nothing got through by these.",
                Time = Observation.TimeOf(hour),
                LastTime = Words.HourEnd(hour),
            }.Make(scope);
        }
    }
}
