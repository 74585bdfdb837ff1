using System.Collections.Immutable;
using System.Net;
using MaxMind.Db;

namespace OrleansTwin.Detection.Intel;

/// <summary>
/// MaxMind databases (<c>.mmdb</c>) held in memory: country and city, ASN, anonymity, in any combination. The first database
/// that knows a fact gives it, in order of their names. A file that is no database is a diagnostic.
/// </summary>
public sealed class OriginDatabases : IDisposable
{
    private readonly ImmutableArray<(string Name, bool IsAnonymity, Reader Reader)> _readers;

    private OriginDatabases(
        ImmutableArray<(string Name, bool IsAnonymity, Reader Reader)> readers, ImmutableArray<IntelDiagnostic> diagnostics)
    {
        _readers = readers;
        Diagnostics = diagnostics;
    }

    public ImmutableArray<IntelDiagnostic> Diagnostics { get; }

    /// <summary>Opens databases from their bytes.</summary>
    public static OriginDatabases Open(IEnumerable<(string Name, ReadOnlyMemory<byte> Bytes)> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var readers = ImmutableArray.CreateBuilder<(string Name, bool IsAnonymity, Reader Reader)>();
        var diagnostics = ImmutableArray.CreateBuilder<IntelDiagnostic>();
        foreach (var (name, bytes) in files.OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            if (bytes.Length > IntelLimits.DatabaseBytesMax)
            {
                diagnostics.Add(new("file-too-large", new(name, 1, 1), $"`{bytes.Length}` bytes; at most {IntelLimits.DatabaseBytesMax} are read."));
                continue;
            }

            try
            {
                using var stream = new MemoryStream(bytes.ToArray(), writable: false);
                var reader = new Reader(stream);
                readers.Add((name, reader.Metadata.DatabaseType.Contains("Anonymous", StringComparison.Ordinal), reader));
            }
            catch (InvalidDatabaseException exception)
            {
                diagnostics.Add(new("mmdb", new(name, 1, 1), $"Not a MaxMind database: {exception.Message}"));
            }
        }

        return new(readers.ToImmutable(), diagnostics.ToImmutable());
    }

    /// <summary>Facts about an address as a log writes it; what is no address, or in no database, is unknown.</summary>
    public OriginFacts LookUp(ReadOnlySpan<char> address)
    {
        if (!IpPrefix.TryParseAddress(address, out var bits))
        {
            return OriginFacts.Unknown;
        }

        var facts = OriginFacts.Unknown;
        var parsed = IpPrefix.ToAddress(bits);
        foreach (var (_, isAnonymity, reader) in _readers)
        {
            if (Find(reader, parsed) is { } found)
            {
                facts = isAnonymity ? WithAnonymity(facts, found) : WithPlace(facts, found);
            }
            else if (isAnonymity)
            {
                // This database lists all anonymous addresses it knows: one that is not in it is none to it.
                facts = facts with { IsAnonymous = facts.IsAnonymous ?? false, IsTorExitNode = facts.IsTorExitNode ?? false };
            }
        }

        return facts;
    }

    public void Dispose()
    {
        foreach (var (_, _, reader) in _readers)
        {
            reader.Dispose();
        }
    }

    private static Dictionary<string, object>? Find(Reader reader, IPAddress address)
    {
        if (address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 && reader.Metadata.IPVersion == 4)
        {
            return null;
        }

        try
        {
            return reader.Find<Dictionary<string, object>>(address);
        }
        catch (InvalidDatabaseException)
        {
            // A damaged record: this database says nothing of the address.
            return null;
        }
    }

    private static OriginFacts WithAnonymity(OriginFacts facts, Dictionary<string, object> found) => facts with
    {
        // A flag that is not written is false in this database.
        IsAnonymous = facts.IsAnonymous ?? Flag(found, "is_anonymous"),
        IsAnonymousVpn = facts.IsAnonymousVpn ?? Flag(found, "is_anonymous_vpn"),
        IsHostingProvider = facts.IsHostingProvider ?? Flag(found, "is_hosting_provider"),
        IsPublicProxy = facts.IsPublicProxy ?? Flag(found, "is_public_proxy"),
        IsResidentialProxy = facts.IsResidentialProxy ?? Flag(found, "is_residential_proxy"),
        IsTorExitNode = facts.IsTorExitNode ?? Flag(found, "is_tor_exit_node"),
    };

    private static OriginFacts WithPlace(OriginFacts facts, Dictionary<string, object> found) => facts with
    {
        Country = facts.Country ?? At(found, "country", "iso_code") as string,
        City = facts.City ?? At(found, "city", "names", "en") as string,
        Latitude = facts.Latitude ?? At(found, "location", "latitude") as double?,
        Longitude = facts.Longitude ?? At(found, "location", "longitude") as double?,
        Asn = facts.Asn ?? (At(found, "autonomous_system_number") is IConvertible number
            ? Convert.ToInt64(number, System.Globalization.CultureInfo.InvariantCulture)
            : null),
        AsnOrganization = facts.AsnOrganization ?? At(found, "autonomous_system_organization") as string,
    };

    private static bool Flag(Dictionary<string, object> found, string name) => found.TryGetValue(name, out var value) && value is true;

    private static object? At(Dictionary<string, object> found, params ReadOnlySpan<string> path)
    {
        object? current = found;
        foreach (var step in path)
        {
            current = current is Dictionary<string, object> map && map.TryGetValue(step, out var next) ? next : null;
        }

        return current;
    }
}
