using OrleansTwin.Detection.Behavior;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Detection.Intel;

/// <summary>
/// Indicators and origin databases as the behaviour stage asks for them. An exit of Tor is told by a database, or by a list whose name or
/// note holds the word. An address that lists of bad and of known things both name counts as bad: a bad machine at a known provider.
/// </summary>
public sealed class KnownAddresses(IntelIndex index, OriginDatabases? origins = null) : IAddressIntel
{
    private const double MilliDegrees = 1_000;

    public AddressVerdict IntelOf(string address, DateTimeOffset? at = null)
    {
        var verdict = index.LookUpAddress(address, at);
        var facts = origins?.LookUp(address) ?? OriginFacts.Unknown;
        if (verdict.Disposition == IntelDisposition.Unknown && facts == OriginFacts.Unknown)
        {
            return AddressVerdict.Unknown;
        }

        var bad = verdict.Disposition is IntelDisposition.Bad or IntelDisposition.Contested;
        return new()
        {
            Names = verdict.Matches.Where(indicator => indicator.IsKnownGood != bad).Select(static indicator => indicator.Source)
                .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToValueArray(),
            Bad = bad,
            Tor = facts.IsTorExitNode == true || (bad && verdict.Matches.Any(static indicator => !indicator.IsKnownGood && (HasTor(indicator.Source) || HasTor(indicator.Description)))),
            Anonymizer = facts.IsAnonymousVpn == true || facts.IsPublicProxy == true || facts.IsResidentialProxy == true,
            Hosting = facts.IsHostingProvider == true,
            KnownGood = verdict.Disposition == IntelDisposition.KnownGood,
            Country = facts.Country,
            Asn = facts.Asn,
            AsnName = facts.AsnOrganization,
            LatitudeMilli = Milli(facts.Latitude),
            LongitudeMilli = Milli(facts.Longitude),
        };
    }

    private static int? Milli(double? degrees) => degrees is { } value ? (int)Math.Round(value * MilliDegrees) : null;

    private static bool HasTor(string text)
    {
        for (var at = text.IndexOf("tor", StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf("tor", at + 1, StringComparison.OrdinalIgnoreCase))
        {
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (at + 3 == text.Length || !char.IsLetterOrDigit(text[at + 3])))
            {
                return true;
            }
        }

        return false;
    }
}
