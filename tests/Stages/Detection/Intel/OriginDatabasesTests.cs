using System.Text.Json;
using OrleansTwin.Detection.Intel;
using OrleansTwin.Tests.Stages.Detection.Sigma;
using Xunit;

namespace OrleansTwin.Tests.Stages.Detection.Intel;

public class OriginDatabasesTests
{
    [Theory]
    [InlineData("GeoLite2-Country-Test")]
    [InlineData("GeoLite2-City-Test")]
    [InlineData("GeoIP2-City-Test")]
    [InlineData("GeoLite2-ASN-Test")]
    [InlineData("GeoIP2-Anonymous-IP-Test")]
    public void Given_ADatabaseAndItsSource_When_EachNetworkIsLookedUp_Then_TheFactsAreThoseOfTheSource(string name)
    {
        // The Country test database of this set has a source of its own only for GeoLite2.
        var path = RecordedData.PathOf($"ti/maxmind/test-data/{name}.mmdb");
        Assert.SkipUnless(File.Exists(path), $"{name}.mmdb is not here.");
        using var databases = OriginDatabases.Open([(name, File.ReadAllBytes(path))]);
        using var source = JsonDocument.Parse(File.ReadAllText(RecordedData.PathOf($"ti/maxmind/source-data/{name}.json")));
        Assert.Empty(databases.Diagnostics);
        var networks = source.RootElement.EnumerateArray()
            .SelectMany(entry => entry.EnumerateObject())
            .Select(entry => (Prefix: IpPrefix.TryParse(entry.Name, out var prefix) ? prefix : throw new InvalidOperationException(entry.Name), entry.Value))
            .ToList();
        var compared = 0;
        foreach (var (prefix, value) in networks)
        {
            // A network that holds a smaller one speaks for its first address only if that one does not.
            if (networks.Exists(other => other.Prefix != prefix && other.Prefix.Length > prefix.Length && other.Prefix.Contains(prefix.Bits)))
            {
                continue;
            }

            var facts = databases.LookUp(IpPrefix.ToAddress(prefix.Bits).ToString());
            Assert.Equal(Text(value, "country", "iso_code"), facts.Country);
            Assert.Equal(Number(value, "autonomous_system_number"), facts.Asn);
            Assert.Equal(Text(value, "autonomous_system_organization"), facts.AsnOrganization);
            Assert.Equal(name.Contains("Anonymous", StringComparison.Ordinal) ? Flag(value, "is_tor_exit_node") : null, facts.IsTorExitNode);
            Assert.Equal(name.Contains("Anonymous", StringComparison.Ordinal) ? Flag(value, "is_anonymous") : null, facts.IsAnonymous);
            compared++;
        }

        Assert.True(compared > 10, $"{compared}");
    }

    [Fact]
    public void Given_SeveralDatabases_When_LookedUp_Then_TheirFactsAreJoined()
    {
        using var databases = OriginDatabases.Open(new[] { "GeoLite2-Country-Test", "GeoLite2-ASN-Test", "GeoIP2-Anonymous-IP-Test" }
            .Select(name => (name, (ReadOnlyMemory<byte>)File.ReadAllBytes(RecordedData.PathOf($"ti/maxmind/test-data/{name}.mmdb")))));

        Assert.True(databases.LookUp("81.2.69.160").IsAnonymous);
        Assert.Equal("GB", databases.LookUp("81.2.69.160").Country);
        Assert.Equal(1221, databases.LookUp("1.128.0.1").Asn);
        Assert.False(databases.LookUp("192.0.2.1").IsTorExitNode);
        Assert.Null(databases.LookUp("192.0.2.1").Country);
    }

    [Fact]
    public void Given_NoDatabase_When_Opened_Then_ItIsADiagnosticAndNothingIsKnown()
    {
        using var databases = OriginDatabases.Open([("bad.mmdb", new byte[] { 1, 2, 3 }), ("empty.mmdb", ReadOnlyMemory<byte>.Empty)]);

        Assert.Equal(["bad.mmdb", "empty.mmdb"], databases.Diagnostics.Select(diagnostic => diagnostic.Position.File));
        Assert.Equal(OriginFacts.Unknown, databases.LookUp("203.0.113.7"));
        Assert.Equal(OriginFacts.Unknown, databases.LookUp("AWS Internal"));
    }

    private static string? Text(JsonElement value, params string[] path)
    {
        foreach (var step in path)
        {
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(step, out value))
            {
                return null;
            }
        }

        return value.GetString();
    }

    private static long? Number(JsonElement value, string name) => value.TryGetProperty(name, out var number) ? number.GetInt64() : null;

    private static bool Flag(JsonElement value, string name) => value.TryGetProperty(name, out var flag) && flag.GetBoolean();
}
