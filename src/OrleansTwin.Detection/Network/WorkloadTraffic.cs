using OrleansTwin.Detection.Behavior;
using OrleansTwin.Detection.Scoring;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Signals;
using OrleansTwin.Twin.Baselines;

namespace OrleansTwin.Detection.Network;

/// <summary>
/// Outbound traffic of a workload against its own past: first contact with a kind of data store, new peers, volume. Each alone is low;
/// two of them in the same hour or the one before support each other and are medium.
/// </summary>
internal static class WorkloadTraffic
{
    private const int PeersRelatedMax = 10;

    public static IEnumerable<Finding> Derive(DeriveScope scope)
    {
        var flows = scope.Baseline.CountersOf(string.Empty, Measure.FlowsOut);
        if (flows.Hours.IsEmpty)
        {
            return [];
        }

        var norms = new TrafficNorms(scope);
        return Stores(scope, norms).Concat(Peers(scope, norms, flows)).Concat(Volumes(scope, norms));
    }

    private static IEnumerable<Finding> Stores(DeriveScope scope, TrafficNorms norms)
    {
        foreach (var (service, stat) in scope.FirstSeen(string.Empty, Dimension.DataStore))
        {
            var hour = DeriveScope.HourOf(stat.First);
            var established = BehaviorStage.Established(scope.State, string.Empty, stat.First, scope.Context.Options);
            if (!established.Holds)
            {
                continue;
            }

            var known = scope.Baseline.ValuesOf(string.Empty, Dimension.DataStore)!.Values
                .Where(pair => pair.Value.First < stat.First).Select(static pair => pair.Key).Order(StringComparer.Ordinal).ToList();
            var severity = Supported(norms.PeersOff(hour) || norms.PeersOff(hour - 1) || norms.VolumeOff(hour) || norms.VolumeOff(hour - 1));
            yield return new Draft
            {
                Rule = RuleIds.DataStoreContact,
                Position = stat.First,
                Anchor = service,
                Title = $"{scope.Context.Options.Rule(RuleIds.DataStoreContact).Title}: {Draft.Cut(service)}",
                Severity = severity,
                Novelty = Novelty.Subject,
                Dimension = "data store",
                Observed = $"{Draft.Cut(service)} at {Draft.Cut(stat.Context.Address)}",
                Expected = known.Count == 0 ? "no data store so far" : $"one of {Draft.Cut(string.Join(", ", known))}",
                Window = established.Text,
                Text = $"{scope.Id.Value} connected to {Draft.Cut(service)} for the first time; {established.Text}. Flow logs name the service, not the table or bucket.{Alone(severity)}",
                Actor = stat.Context,
                Evidence = [stat.First.EventId],
            }.Make(scope);
        }
    }

    private static IEnumerable<Finding> Peers(DeriveScope scope, TrafficNorms norms, HourCounters flows)
    {
        foreach (var (hour, _) in flows.Hours)
        {
            if (!scope.HoldsHour(hour) || norms.Peers(hour) is not { } peers || !peers.Off)
            {
                continue;
            }

            var fresh = scope.FirstSeenIn(string.Empty, Dimension.PeerOut, hour).ToList();
            var severity = Supported(norms.VolumeOff(hour) || norms.VolumeOff(hour - 1) || norms.NewStore(hour) || norms.NewStore(hour - 1));
            yield return new Draft
            {
                Rule = RuleIds.OutboundPeers,
                Position = DeriveScope.HourStart(hour),
                Anchor = Words.Bucket(hour),
                Severity = severity,
                Novelty = Novelty.Subject,
                Dimension = "outbound peers",
                Observed = FormattableString.Invariant($"{peers.Count} new outbound peers in the hour of {Words.Hour(hour)}: {Draft.Cut(string.Join(", ", fresh.Select(static pair => pair.Key)))}"),
                Expected = peers.Expected,
                Window = peers.Window,
                Text = FormattableString.Invariant($"{scope.Id.Value} sent to {peers.Count} peers it never sent to before, in the hour of {Words.Hour(hour)}; {peers.Expected}.{Alone(severity)}"),
                Actor = fresh[0].Value.Context,
                Related = [.. fresh.Where(static pair => AddressSpace.IsPublic(pair.Key)).Take(PeersRelatedMax).Select(static pair => EntityId.Address(pair.Key))],
                Evidence = [.. fresh.Select(static pair => pair.Value.First.EventId)],
                Time = fresh[0].Value.First.Time,
                LastTime = fresh[^1].Value.First.Time,
            }.Make(scope);
        }
    }

    private static IEnumerable<Finding> Volumes(DeriveScope scope, TrafficNorms norms)
    {
        foreach (var (hour, bytes) in norms.BytesOut.Hours)
        {
            if (!scope.HoldsHour(hour) || !norms.VolumeOff(hour))
            {
                continue;
            }

            var norm = norms.Volume(hour)!;
            var evidence = HourEvidence.In(scope, string.Empty, hour, Dimension.PeerOut, Dimension.DataStore, Dimension.PortOut);
            var severity = Supported(norms.PeersOff(hour) || norms.PeersOff(hour - 1) || norms.NewStore(hour) || norms.NewStore(hour - 1));
            yield return new Draft
            {
                Rule = RuleIds.OutboundVolume,
                Position = DeriveScope.HourStart(hour),
                Anchor = Words.Bucket(hour),
                Severity = severity,
                Dimension = "outbound bytes an hour",
                Observed = $"{Words.Number(bytes)} bytes in the hour of {Words.Hour(hour)}",
                Expected = $"median {Words.Number(norm.Median)}, usual up to {Words.Number(norm.Limit)}, most so far {Words.Number(norm.Max)}",
                Window = FormattableString.Invariant($"{norm.Samples} past hours ({norm.Basis}) of the last {scope.Thresholds.LookbackHours / 24} days"),
                Text = $"{scope.Id.Value} sent {Words.Number(bytes)} bytes in the hour of {Words.Hour(hour)}; usual is up to {Words.Number(norm.Limit)}.{Alone(severity)}",
                Actor = evidence.Context,
                Evidence = evidence.Events,
                Time = evidence.Time ?? Observation.TimeOf(hour),
                LastTime = Words.HourEnd(hour),
            }.Make(scope);
        }
    }

    private static Severity Supported(bool bySecond) => bySecond ? Severity.Medium : Severity.Low;

    // Why nobody is called for it is said where it stays low.
    private static string Alone(Severity severity) =>
        severity == Severity.Low ? " No second sign in its traffic stood beside it in that hour or the one before, so by itself it stays low." : string.Empty;
}
