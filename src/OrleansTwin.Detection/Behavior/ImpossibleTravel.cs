using OrleansTwin.Model.Ids;
using OrleansTwin.Twin.Baselines;

namespace OrleansTwin.Detection.Behavior;

/// <summary>
/// Two new addresses of a user whose places lie further apart than anybody travels between their first uses. Only users (a role's or
/// service's address is no person's), only places that are known, no hosting or anonymising networks.
/// </summary>
internal static class ImpossibleTravel
{
    private const double EarthRadiusKm = 6371;
    private const double MilliRadians = Math.PI / 180_000;
    private const int RoundKm = 10;
    private const double HourMinutes = 60;

    public static IEnumerable<Finding> Derive(DeriveScope scope)
    {
        if (!Arn.TryParse(scope.Id.Value, out var arn) || arn.ResourceType != "user" || scope.Baseline.ValuesOf(string.Empty, Dimension.Address) is not { } table)
        {
            yield break;
        }

        (string Address, ValueStat Stat, AddressVerdict Verdict)? last = null;
        foreach (var (address, stat) in table.Values.OrderBy(static pair => pair.Value.First).ThenBy(static pair => pair.Key, StringComparer.Ordinal))
        {
            var verdict = scope.Context.Intel.IntelOf(address);
            if (verdict is { LatitudeMilli: null } or { LongitudeMilli: null } or { Hosting: true } or { Tor: true } or { Anonymizer: true })
            {
                continue;
            }

            if (last is { } before && scope.Holds(stat.First) && Judge(scope, before, (address, stat, verdict)) is { } finding)
            {
                yield return finding;
            }

            last = (address, stat, verdict);
        }
    }

    private static Finding? Judge(DeriveScope scope, (string Address, ValueStat Stat, AddressVerdict Verdict) one, (string Address, ValueStat Stat, AddressVerdict Verdict) other)
    {
        var km = Kilometres(one.Verdict, other.Verdict);
        var minutes = (other.Stat.First.Ticks - one.Stat.First.Ticks) / TimeSpan.TicksPerMinute;
        if (km < scope.Thresholds.TravelKmMin || km <= minutes / HourMinutes * scope.Thresholds.TravelKmPerHour)
        {
            return null;
        }

        return new Draft
        {
            Rule = RuleIds.ImpossibleTravel,
            Position = other.Stat.First,
            Anchor = other.Address,
            Dimension = "place",
            Observed = FormattableString.Invariant($"about {km} km in {minutes} minutes ({one.Verdict.Country ?? "country not known"} to {other.Verdict.Country ?? "country not known"})"),
            Expected = FormattableString.Invariant($"at most {scope.Thresholds.TravelKmPerHour} km an hour"),
            Window = FormattableString.Invariant($"{minutes} minutes between the first uses of {one.Address} and {other.Address}"),
            Text = FormattableString.Invariant($"{scope.Id.Value} was used from {one.Address} and {minutes} minutes later from {other.Address}, about {km} km away."),
            Actor = other.Stat.Context,
            Related = [EntityId.Address(other.Address)],
            Evidence = [one.Stat.First.EventId, other.Stat.First.EventId],
            Time = other.Stat.First.Time,
        }.Make(scope);
    }

    // Great-circle distance, rounded so that the last digits of the sine do not show.
    private static int Kilometres(AddressVerdict one, AddressVerdict other)
    {
        var (lat1, lat2) = (one.LatitudeMilli!.Value * MilliRadians, other.LatitudeMilli!.Value * MilliRadians);
        var halfLat = Math.Sin((lat2 - lat1) / 2);
        var halfLon = Math.Sin((other.LongitudeMilli!.Value - one.LongitudeMilli!.Value) * MilliRadians / 2);
        var square = (halfLat * halfLat) + (Math.Cos(lat1) * Math.Cos(lat2) * halfLon * halfLon);
        var km = 2 * EarthRadiusKm * Math.Asin(Math.Min(1, Math.Sqrt(square)));
        return (int)Math.Round(km / RoundKm, MidpointRounding.AwayFromZero) * RoundKm;
    }
}
