using OrleansTwin.Detection.Behavior;
using OrleansTwin.Detection.Scoring;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Signals;
using OrleansTwin.Twin.Baselines;
using OrleansTwin.Twin.Estates;
using OrleansTwin.Twin.State;

namespace OrleansTwin.Detection.Network;

/// <summary>
/// A workload's credentials used from outside its own ways out: subjects <c>i-…</c> of role identities, each address and VPC endpoint at its
/// first use, against the instance's ways out as of just before that call (high), or, where the twin does not know them, against a small set
/// of addresses that has been stable for days (medium). What is not known raises nothing. Reads other entities: a late change of the
/// instance's network opens the decisions after it.
/// </summary>
public static class EgressStage
{
    private const string InstanceType = "AWS::EC2::Instance";
    private const string SubjectPrefix = "i-";

    /// <summary>The ways out of an instance as the twin knows them.</summary>
    public static WaysOut WaysOut(EstateAsOf estate, EntityId instance) => WaysOutStage.Of(estate, instance);

    /// <summary>Signals anchored in [from, to), by (time, id).</summary>
    public static IReadOnlyList<Signal> Derive(EntityState state, IEstate estate, BehaviorContext context, EventOrder from, EventOrder to)
    {
        if (state.Id.Kind != EntityKind.Identity)
        {
            return [];
        }

        var scope = new DeriveScope(state, context, from, to);
        return
        [
            .. state.Baseline.Subjects.Where(static subject => subject.StartsWith(SubjectPrefix, StringComparison.Ordinal))
                .SelectMany(subject => Addresses(scope, estate, subject).Concat(Endpoints(scope, estate, subject)))
                .Select(static finding => finding.Signal)
                .OrderBy(static signal => signal.Time)
                .ThenBy(static signal => signal.Id, StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<Finding> Addresses(DeriveScope scope, IEstate estate, string subject)
    {
        foreach (var (address, stat) in scope.FirstSeen(subject, Dimension.Address))
        {
            // An inner address tells a call through an endpoint; whose, the endpoint says.
            if (!AddressSpace.IsPublic(address))
            {
                continue;
            }

            var view = new EstateAsOf(estate, stat.First, inclusive: false);
            var instance = Instance(view, subject);
            var ways = WaysOutStage.Of(view, instance);
            if (ways.Known)
            {
                if (!ways.Addresses.Contains(address))
                {
                    yield return Outside(scope, subject, address, stat, instance, Severity.High, "known ways out: " + (ways.Addresses.IsEmpty ? "none to the internet" : string.Join(", ", ways.Addresses)), "network of the instance as of the call");
                }
            }
            else if (Learned(scope, subject, stat.First) is { } learned && !learned.Contains(address, StringComparer.Ordinal))
            {
                yield return Outside(scope, subject, address, stat, instance, Severity.Medium, "learned ways out: " + string.Join(", ", learned), FormattableString.Invariant($"no new address for {scope.Thresholds.EgressStableDays} days or more; the network itself is not known ({Draft.Cut(ways.Missing.IsEmpty ? null : ways.Missing[0])})"));
            }
        }
    }

    private static Finding Outside(DeriveScope scope, string subject, string address, ValueStat stat, EntityId instance, Severity severity, string expected, string window) => new Draft
    {
        Rule = RuleIds.OutsideWorkload,
        Position = stat.First,
        Subject = subject,
        Anchor = address,
        Severity = severity,
        Novelty = Novelty.Subject,
        Dimension = "way out",
        Observed = $"{address}, {Draft.Cut(stat.Context.Action)}",
        Expected = Draft.Cut(expected),
        Window = window,
        Text = $"The credentials of {subject} ({scope.Id.Value}) were used from {address}, which is none of its ways out ({Draft.Cut(expected)}).",
        Actor = stat.Context,
        Related = [instance, EntityId.Address(address)],
        Evidence = [stat.First.EventId],
    }.Make(scope);

    private static IEnumerable<Finding> Endpoints(DeriveScope scope, IEstate estate, string subject)
    {
        foreach (var (value, stat) in scope.FirstSeen(subject, Dimension.Endpoint))
        {
            var cut = value.IndexOf('|', StringComparison.Ordinal);
            var (endpoint, account) = cut < 0 ? (value, string.Empty) : (value[..cut], value[(cut + 1)..]);
            var view = new EstateAsOf(estate, stat.First, inclusive: false);
            var instance = Instance(view, subject);
            if (Foreign(scope, view, instance, endpoint, account) is not { } why)
            {
                continue;
            }

            yield return new Draft
            {
                Rule = RuleIds.ForeignEndpoint,
                Position = stat.First,
                Subject = subject,
                Anchor = value,
                Dimension = "network endpoint",
                Observed = Draft.Cut(value),
                Expected = "an endpoint of the network and account where the instance runs",
                Window = "first call through this endpoint; network as of the call",
                Text = $"The credentials of {subject} ({scope.Id.Value}) were used through {Draft.Cut(endpoint)}: {why}.",
                Actor = stat.Context,
                Related = [instance],
                Evidence = [stat.First.EventId],
            }.Make(scope);
        }
    }

    // Null: its own, or not known.
    private static string? Foreign(DeriveScope scope, EstateAsOf view, EntityId instance, string endpoint, string account)
    {
        var own = scope.Id.AccountOf();
        if (account.Length > 0 && own.Length > 0 && account != own)
        {
            return $"it belongs to account {Draft.Cut(account)}, the instance runs in {own}";
        }

        var (_, vpc) = WaysOutStage.Endpoint(view, endpoint);
        var ways = WaysOutStage.Of(view, instance);
        return !vpc.IsNone && !ways.Vpc.IsNone && vpc != ways.Vpc ? $"it stands in {vpc.Value}, the instance in {ways.Vpc.Value}" : null;
    }

    private static EntityId Instance(EstateAsOf view, string subject) =>
        view.Estate.OfType(InstanceType).FirstOrDefault(id => WaysOutStage.ShortName(id) == subject, EntityId.None);

    // Established, few addresses, and none of them new for days: those are its ways out.
    private static List<string>? Learned(DeriveScope scope, string subject, EventOrder at)
    {
        if (!BehaviorStage.Established(scope.State, subject, at, scope.Context.Options).Holds)
        {
            return null;
        }

        var known = scope.Baseline.ValuesOf(subject, Dimension.Address)!.Values.Where(pair => pair.Value.First < at && AddressSpace.IsPublic(pair.Key)).ToList();
        var stable = at.Ticks - (scope.Thresholds.EgressStableDays * TimeSpan.TicksPerDay);
        return known.Count > 0 && known.Count <= scope.Thresholds.EgressAddressesMax && known.All(pair => pair.Value.First.Ticks <= stable)
            ? [.. known.Select(static pair => pair.Key).Order(StringComparer.Ordinal)]
            : null;
    }
}
