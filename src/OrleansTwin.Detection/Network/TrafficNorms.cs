using OrleansTwin.Detection.Behavior;
using OrleansTwin.Twin.Baselines;

namespace OrleansTwin.Detection.Network;

/// <summary>Norms of one workload's outbound traffic, computed once for each hour asked for.</summary>
internal sealed class TrafficNorms
{
    private const int Percent = 100;

    private readonly DeriveScope _scope;
    private readonly HourCounters _flows;
    private readonly ValueTable? _peers;
    private readonly ValueTable? _stores;
    private readonly SortedDictionary<int, int> _newPeers = [];
    private readonly Dictionary<int, PeerNorm?> _peerNorms = [];
    private readonly Dictionary<int, HourNorm?> _volumes = [];

    public TrafficNorms(DeriveScope scope)
    {
        _scope = scope;
        _flows = scope.Baseline.CountersOf(string.Empty, Measure.FlowsOut);
        BytesOut = scope.Baseline.CountersOf(string.Empty, Measure.BytesOut);
        _peers = scope.Baseline.ValuesOf(string.Empty, Dimension.PeerOut);
        _stores = scope.Baseline.ValuesOf(string.Empty, Dimension.DataStore);
        foreach (var stat in _peers?.Values.Values ?? [])
        {
            var hour = DeriveScope.HourOf(stat.First);
            _newPeers[hour] = _newPeers.GetValueOrDefault(hour) + 1;
        }
    }

    public HourCounters BytesOut { get; }

    public HourNorm? Volume(int hour)
    {
        if (!_volumes.TryGetValue(hour, out var norm))
        {
            _volumes[hour] = norm = Established(hour) ? HourNorm.At(BytesOut, hour, _scope.Thresholds) : null;
        }

        return norm;
    }

    public bool VolumeOff(int hour)
    {
        var bytes = BytesOut.Hours.GetValueOrDefault(hour);
        return bytes >= _scope.Thresholds.BytesOutMin && Volume(hour) is { } norm && bytes > norm.Limit;
    }

    /// <summary>A kind of data store was met first in the hour, by an established workload.</summary>
    public bool NewStore(int hour) =>
        _stores is not null && Established(hour) && _stores.Values.Values.Any(stat => DeriveScope.HourOf(stat.First) == hour && _stores.CanJudge(stat.First));

    public bool PeersOff(int hour) => Peers(hour) is { Off: true };

    /// <summary>The hour's new peers against earlier hours; null where nothing was new or the past is too short.</summary>
    public PeerNorm? Peers(int hour)
    {
        if (!_peerNorms.TryGetValue(hour, out var norm))
        {
            _peerNorms[hour] = norm = Judge(hour);
        }

        return norm;
    }

    private PeerNorm? Judge(int hour)
    {
        var count = _newPeers.GetValueOrDefault(hour);
        if (count == 0 || !Established(hour))
        {
            return null;
        }

        var active = _flows.Between(int.MinValue, hour).Select(static pair => pair.Key).Skip(_scope.Thresholds.PeerWarmupHours).Where(past => past >= hour - _scope.Thresholds.LookbackHours).ToList();
        if (active.Count < _scope.Thresholds.HistoryHoursMin)
        {
            return null;
        }

        var counts = active.Select(past => (long)_newPeers.GetValueOrDefault(past)).ToArray();
        var meeting = counts.Count(static c => c > 0);
        var quiet = meeting * Percent <= active.Count * _scope.Thresholds.PeerQuietPercent;
        var usual = counts.Where(static c => c > 0).ToArray();
        var median = HourNorm.MedianOf(usual);
        var deviation = HourNorm.MedianOf([.. usual.Select(c => Math.Abs(c - median))]);
        var limit = quiet ? 0 : Math.Max(_scope.Thresholds.PeersMin - 1, median + (_scope.Thresholds.Deviations * Math.Max(1, deviation)));
        var expected = FormattableString.Invariant($"{meeting} of {active.Count} past active hours met a new peer, so up to {limit} an hour are usual");
        return new(count > limit, count, expected, FormattableString.Invariant($"{active.Count} active hours of the last {_scope.Thresholds.LookbackHours / 24} days, the first {_scope.Thresholds.PeerWarmupHours} left out"));
    }

    private bool Established(int hour) =>
        BehaviorStage.Established(_scope.State, string.Empty, DeriveScope.HourStart(hour), _scope.Context.Options).Holds;
}
