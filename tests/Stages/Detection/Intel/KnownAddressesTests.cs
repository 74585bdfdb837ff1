using OrleansTwin.Detection.Intel;

namespace OrleansTwin.Tests.Stages.Detection.Intel;

/// <summary>What lists together say of an address.</summary>
public sealed class KnownAddressesTests
{
    private const string Allowed = """{"name":"office","type":"cidr","list":["203.0.113.0/24"]}""";

    [Theory]
    [InlineData("198.51.100.7", true, true, false)]
    [InlineData("198.51.100.8", true, false, false)]
    [InlineData("203.0.113.9", false, false, true)]
    [InlineData("203.0.113.66", true, false, false)]
    [InlineData("192.0.2.1", false, false, false)]
    public void Given_ListsOfBadAndKnownThings_When_Asked_Then_TheVerdictIsTheirSum(string address, bool bad, bool tor, bool good)
    {
        var verdict = Known(("tor-exits", "198.51.100.7"), ("history", "198.51.100.8\n203.0.113.66"), ("office", Allowed)).IntelOf(address);

        Assert.Equal((bad, tor, good), (verdict.Bad, verdict.Tor, verdict.KnownGood));
    }

    // The name of a list is a word, not a run of letters.
    [Fact]
    public void Given_AListWhoseNameHoldsTheLetters_When_Asked_Then_ItIsNoExitOfTor() =>
        Assert.False(Known(("monitor-history", "198.51.100.7")).IntelOf("198.51.100.7").Tor);

    [Fact]
    public void Given_AnIndicatorThatHasEnded_When_AskedForALaterEvent_Then_NothingIsKnown()
    {
        var known = Known(("feed", """
            {"type":"bundle","objects":[{"type":"indicator","id":"indicator--1","pattern_type":"stix","pattern":"[ipv4-addr:value = '198.51.100.7']","valid_from":"2024-01-01T00:00:00Z","valid_until":"2024-02-01T00:00:00Z"}]}
            """));

        Assert.True(known.IntelOf("198.51.100.7", new(2024, 1, 10, 0, 0, 0, TimeSpan.Zero)).Bad);
        Assert.False(known.IntelOf("198.51.100.7", new(2024, 3, 10, 0, 0, 0, TimeSpan.Zero)).Bad);
    }

    private static KnownAddresses Known(params (string Name, string Text)[] files) =>
        new(IntelIndex.Build(files.Select(static file => IndicatorReader.Read(new(file.Name, file.Text.Trim())))));
}
