using OrleansTwin.Detection.Intel;
using OrleansTwin.Tests.Stages.Detection.Sigma;
using Xunit;

namespace OrleansTwin.Tests.Stages.Detection.Intel;

public class IndicatorReaderTests
{
    [Fact]
    public void Given_APlainList_When_Read_Then_KindsAreRecognisedAndMistakesArePlaced()
    {
        var set = Read("# bad things\n203.0.113.7\n198.51.100.0/24  # a range\n2001:db8::/32\nEvil.Example.COM.\nbad[.]example[.]org 12\n"
            + "d41d8cd98f00b204e9800998ecf8427e\n\n  not an indicator\n10.0.0.0/33\n010.0.0.1\n; another comment\n");

        Assert.Equal("list", set.Format);
        Assert.Equal(
            ["Address 203.0.113.7/32 ", "Address 198.51.100.0/24 a range", "Address 2001:db8::/32 ", "Domain evil.example.com ", "Domain bad.example.org 12", "FileHash d41d8cd98f00b204e9800998ecf8427e "],
            set.Indicators.Select(indicator => $"{indicator.Kind} {indicator.Value} {indicator.Description}"));
        Assert.Equal(["f:9:3", "f:10:1", "f:11:1"], set.Diagnostics.Select(diagnostic => diagnostic.Position.ToString()));
        Assert.All(set.Diagnostics, diagnostic => Assert.Equal("not-an-indicator", diagnostic.Code));
    }

    [Fact]
    public void Given_Csv_When_Read_Then_HeaderAndQuotesAreUnderstood()
    {
        var set = Read("type,indicator,description\r\nip,203.0.113.7,\"seen, often\"\r\nuser-agent,\"Bad \"\"Tool\"\" 1.0\",x\r\naccount,111122223333,\r\ndomain,not a domain,\r\n,evil.example.com,\r\nip\r\n");

        Assert.Equal("csv", set.Format);
        Assert.Equal(
            ["Address 203.0.113.7/32 seen, often", "UserAgent bad \"tool\" 1.0 x", "AccountId 111122223333 ", "Domain evil.example.com "],
            set.Indicators.Select(indicator => $"{indicator.Kind} {indicator.Value} {indicator.Description}"));
        Assert.Equal(["not-an-indicator f:5:8", "column-missing f:7:1"], set.Diagnostics.Select(diagnostic => $"{diagnostic.Code} {diagnostic.Position}"));
    }

    [Fact]
    public void Given_CsvWithoutHeader_When_Read_Then_TheFirstColumnCounts()
    {
        var set = Read("203.0.113.7,botnet\n203.0.113.8,botnet");

        Assert.Equal(["203.0.113.7/32", "203.0.113.8/32"], set.Indicators.Select(indicator => indicator.Value));
    }

    [Theory]
    [InlineData("[ipv4-addr:value = '203.0.113.7']", "203.0.113.7/32")]
    [InlineData("[ipv4-addr:value = '203.0.113.7' OR domain-name:value = 'evil.example.com']", "203.0.113.7/32 evil.example.com")]
    [InlineData("[ipv4-addr:value ISSUBSET '198.51.100.0/24'] OR [ipv6-addr:value IN ('2001:db8::1', '2001:db8::2')]", "198.51.100.0/24 2001:db8::1/128 2001:db8::2/128")]
    [InlineData("[file:hashes.'SHA-256' = 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA']", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("[network-traffic:extensions.'http-request-ext'.request_header.'User-Agent' = 'It\\'s bad']", "it's bad")]
    [InlineData("[ipv4-addr:value = '203.0.113.7' AND domain-name:value = 'evil.example.com']", "! pattern")]
    [InlineData("[ipv4-addr:value != '203.0.113.7']", "! pattern")]
    [InlineData("[ipv4-addr:value = '203.0.113.7", "! pattern")]
    [InlineData("[ipv4-addr:value = '203.0.113']", "! not-an-indicator")]
    [InlineData("[mutex:name = 'x']", "! pattern-object")]
    [InlineData("[]", "! pattern")]
    public void Given_AStixPattern_When_Read_Then_ItsValuesOrItsProblemAreTold(string pattern, string expected)
    {
        var text = System.Text.Json.JsonSerializer.Serialize(new
        {
            type = "bundle",
            objects = new object[]
            {
                new { type = "indicator", id = "indicator--1", pattern_type = "stix", pattern },
                new { type = "indicator", id = "indicator--2", pattern_type = "stix", pattern = "[domain-name:value = 'gone.example.com']", revoked = true },
                new { type = "malware", id = "malware--1" },
            },
        });
        var set = Read(text);

        Assert.Equal("stix", set.Format);
        Assert.Equal(expected, expected.StartsWith('!')
            ? "! " + Assert.Single(set.Diagnostics).Code
            : string.Join(' ', set.Indicators.Select(indicator => indicator.Value)));
    }

    [Theory]
    [InlineData("{\"objects\": [", "json", 1, 14)]
    [InlineData("{\"a\": 1}", "unknown-json", 1, 1)]
    [InlineData("{\"list\":[\"10.0.0.0/8\"],\n\"type\":\"regex\",\"name\":\"n\"}", "list-type", 2, 1)]
    [InlineData("{\"list\":[\"10.0.0.0/8\",\n\"nonsense\"],\"type\":\"cidr\",\"name\":\"n\"}", "not-an-indicator", 2, 1)]
    public void Given_BrokenJson_When_Read_Then_ThePlaceIsTold(string text, string code, int line, int column)
    {
        var diagnostic = Assert.Single(Read(text).Diagnostics);

        Assert.Equal((code, new IntelPosition("f", line, column)), (diagnostic.Code, diagnostic.Position));
    }

    [Fact]
    public void Given_RecordedLists_When_Read_Then_EveryLineIsAnIndicator()
    {
        var tor = File("ti/tor-exit-nodes.lst");
        var bad = File("ti/ipsum_level5.txt");
        var aws = File("ti/misp-warninglists/amazon-aws.json");
        var dns = File("ti/misp-warninglists/public-dns-v4.json.gz");
        var stix = File("ti/stix_poisonivy.json");

        Assert.Equal(("list", 0), (tor.Format, tor.Diagnostics.Length));
        Assert.True(tor.Indicators.Length > 1_000, $"{tor.Indicators.Length}");
        Assert.Equal(("list", 0), (bad.Format, bad.Diagnostics.Length));
        Assert.Equal("misp-warninglist", aws.Format);
        Assert.Empty(aws.Diagnostics);
        Assert.All(aws.Indicators, indicator => Assert.True(indicator.IsKnownGood));
        Assert.True(dns.Indicators.Length > 1_000, $"{dns.Indicators.Length}");
        Assert.Equal("stix", stix.Format);
        // One pattern of the recorded bundle has a word before its domain.
        Assert.Equal(("not-an-indicator", 601), (Assert.Single(stix.Diagnostics).Code, stix.Diagnostics[0].Position.Line));
        Assert.Equal(3, stix.Indicators.Select(indicator => indicator.Kind).Distinct().Count());
    }

    private static IndicatorSet Read(string text) => IndicatorReader.Read(new("f", text));

    private static IndicatorSet File(string relative) =>
        IndicatorReader.Read(new(Path.GetFileName(relative), RecordedData.ReadAll(RecordedData.PathOf(relative))));
}
