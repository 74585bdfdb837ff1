using OrleansTwin.Detection.Network;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Signals;
using OrleansTwin.Twin.Baselines;
using OrleansTwin.Twin.State;

namespace OrleansTwin.Detection.Behavior;

/// <summary>
/// Signals of one entity as a pure function of its state. Steps: identities (first use, dormancy, denials, sensitive reads, root, origin,
/// travel), data stores (read volume, principals), workloads (network). A decision at a position reads values first seen before it and
/// hours before its own, so pieces add up: <c>Derive[a,b) + Derive[b,c) = Derive[a,c)</c>.
/// </summary>
public static class BehaviorStage
{
    private static readonly Func<DeriveScope, IEnumerable<Finding>>[] IdentityDetectors =
        [
            FirstUse.Derive, Dormancy.Derive, DeniedBurst.Derive, SensitiveReads.Derive, RootUse.Derive, HostileOrigin.Derive, ImpossibleTravel.Derive,
            OutOfCharacter.Derive,
        ];

    private static readonly Func<DeriveScope, IEnumerable<Finding>>[] ResourceDetectors =
        [StoreReads.Derive, StorePrincipals.Derive, WorkloadTraffic.Derive, InboundTraffic.Derive, FanOut.Derive];

    /// <summary>All signals anchored in [from, to), by (time, id).</summary>
    public static IReadOnlyList<Signal> Derive(EntityState state, BehaviorContext context, EventOrder from, EventOrder to) =>
    [
        .. Findings(state, context, from, to)
            .Select(static finding => finding.Signal)
            .OrderBy(static signal => signal.Time)
            .ThenBy(static signal => signal.Id, StringComparer.Ordinal),
    ];

    /// <summary>The same with the positions that decide into which piece a signal falls.</summary>
    internal static IEnumerable<Finding> Findings(EntityState state, BehaviorContext context, EventOrder from, EventOrder to)
    {
        var detectors = state.Id.Kind switch
        {
            EntityKind.Identity => IdentityDetectors,
            EntityKind.Resource => ResourceDetectors,
            EntityKind.Credential or EntityKind.Address or EntityKind.Account => [],
            _ => [],
        };
        if (detectors.Length == 0 || (state.Baseline.Counters.IsEmpty && state.Baseline.Values.IsEmpty && state.Baseline.Windows.IsEmpty))
        {
            return [];
        }

        var scope = new DeriveScope(state, context, from, to);
        return detectors.SelectMany(detector => detector(scope)).Where(finding => scope.Holds(finding.Position));
    }

    /// <summary>
    /// From where to derive again after a batch whose earliest event stands at <paramref name="earliest"/>: the start of its hour. Signals
    /// anchored before it cannot have changed; those from it on are replaced by what <see cref="Derive"/> gives now.
    /// </summary>
    public static EventOrder ReopenFrom(EventOrder earliest) => DeriveScope.HourStart(DeriveScope.HourOf(earliest));

    /// <summary>Whether the past of a subject before <paramref name="at"/> is long enough to call something new.</summary>
    public static Establishment Established(EntityState state, string subject, EventOrder at, BehaviorOptions options)
    {
        var thresholds = options.Thresholds;
        var hour = DeriveScope.HourOf(at);
        int Days(params ReadOnlySpan<Measure> measures)
        {
            var days = 0;
            foreach (var measure in measures)
            {
                days = Math.Max(days, state.Baseline.CountersOf(subject, measure).ActiveDaysBefore(hour));
            }

            return days;
        }

        var network = Days(Measure.FlowsOut, Measure.FlowsIn);
        var (active, needed) = state.Id.Kind == EntityKind.Identity ? (Days(Measure.Calls), thresholds.EstablishedDays)
            : network > 0 ? (network, thresholds.NetworkEstablishedDays)
            : (Days(Measure.Reads, Measure.Writes), thresholds.StoreEstablishedDays);
        var text = active >= needed
            ? FormattableString.Invariant($"{active} active days before")
            : FormattableString.Invariant($"too short to judge: {active} active days before, {needed} needed");
        return new(active >= needed, active, needed, text);
    }

    /// <summary>
    /// Earliest position from which the kept windows are whole. Bursts before it were judged while the window still held them and cannot be
    /// derived again: a settled signal before it stays as it was.
    /// </summary>
    public static EventOrder JudgeableFrom(EntityState state)
    {
        var from = EventOrder.Earliest;
        foreach (var window in state.Baseline.Windows.Values.Where(static window => window.Overflowed && !window.Events.IsEmpty))
        {
            var whole = DeriveScope.HourStart(DeriveScope.HourOf(window.Events.First().Key) + 1);
            from = whole > from ? whole : from;
        }

        return from;
    }
}
