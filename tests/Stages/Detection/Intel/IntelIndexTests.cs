using CsCheck;
using OrleansTwin.Detection.Intel;
using OrleansTwin.Tests.Stages.Detection.Sigma;
using Xunit;

namespace OrleansTwin.Tests.Stages.Detection.Intel;

public class IntelIndexTests
{
    [Fact]
    public void Given_NestedRanges_When_LookedUp_Then_TheMostSpecificComesFirst()
    {
        var index = Index(("bad", "198.51.100.0/24\n198.51.100.7\n0.0.0.0/0\n::/0"));

        Assert.Equal(["198.51.100.7/32", "198.51.100.0/24", "0.0.0.0/0", "::/0"], Values(index.LookUpAddress("198.51.100.7")));
        Assert.Equal(["0.0.0.0/0", "::/0"], Values(index.LookUpAddress("192.0.2.1")));
        Assert.Equal(["::/0"], Values(index.LookUpAddress("2001:db8::1")));
        Assert.Equal(["198.51.100.7/32", "198.51.100.0/24", "0.0.0.0/0", "::/0"], Values(index.LookUpAddress("::ffff:198.51.100.7")));
    }

    [Theory]
    [InlineData("AWS Internal")]
    [InlineData("253.252.51.07")]
    [InlineData("ec2.amazonaws.com")]
    [InlineData("")]
    [InlineData("203.0.113.8")]
    public void Given_NoAddressOrAnUnlistedOne_When_LookedUp_Then_ItIsUnknown(string text) =>
        Assert.Equal(IntelDisposition.Unknown, Index(("bad", "203.0.113.7")).LookUpAddress(text).Disposition);

    [Fact]
    public void Given_GoodAndBadLists_When_BothNameAnAddress_Then_ItIsContested()
    {
        var index = IntelIndex.Build(
        [
            IndicatorReader.Read(new("bad", "203.0.113.7\n192.0.2.1")),
            IndicatorReader.Read(new("good", """{"name":"provider","type":"cidr","list":["203.0.113.0/24"]}""")),
        ]);

        Assert.Equal(IntelDisposition.Contested, index.LookUpAddress("203.0.113.7").Disposition);
        Assert.Equal(["bad", "provider"], index.LookUpAddress("203.0.113.7").Matches.Select(match => match.Source));
        Assert.Equal(IntelDisposition.KnownGood, index.LookUpAddress("203.0.113.8").Disposition);
        Assert.Equal(IntelDisposition.Bad, index.LookUpAddress("192.0.2.1").Disposition);
    }

    [Fact]
    public void Given_ADomain_When_LookedUp_Then_EverythingBelowItFits()
    {
        var index = Index(("bad", "evil.example.com"));

        Assert.Equal(IntelDisposition.Bad, index.LookUpDomain("Evil.Example.com.").Disposition);
        Assert.Equal(IntelDisposition.Bad, index.LookUpDomain("a.b.evil.example.com").Disposition);
        Assert.Equal(IntelDisposition.Unknown, index.LookUpDomain("notevil.example.com").Disposition);
        Assert.Equal(IntelDisposition.Unknown, index.LookUpDomain("example.com").Disposition);
        Assert.Equal(IntelDisposition.Unknown, index.LookUpDomain("no domain").Disposition);
    }

    [Fact]
    public void Given_AnIndicatorWithAValidity_When_AskedForATime_Then_TheEventTimeDecides()
    {
        var index = IntelIndex.Build([IndicatorReader.Read(new("s", """
            {"type":"bundle","objects":[{"type":"indicator","id":"indicator--1","pattern":"[ipv4-addr:value = '203.0.113.7']","valid_from":"2024-01-01T00:00:00Z","valid_until":"2024-02-01T00:00:00Z"}]}
            """))]);
        var start = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

        Assert.Equal(IntelDisposition.Unknown, index.LookUpAddress("203.0.113.7", start.AddSeconds(-1)).Disposition);
        Assert.Equal(IntelDisposition.Bad, index.LookUpAddress("203.0.113.7", start).Disposition);
        Assert.Equal(IntelDisposition.Unknown, index.LookUpAddress("203.0.113.7", start.AddDays(31)).Disposition);
        Assert.Equal(IntelDisposition.Bad, index.LookUpAddress("203.0.113.7").Disposition);
    }

    [Fact]
    public void Given_OtherKinds_When_LookedUp_Then_TheWholeValueDecides()
    {
        var index = Index(("bad", "type,value\nuser-agent,BadTool/1.0\naccount,111122223333\nmd5,D41D8CD98F00B204E9800998ECF8427E"));

        Assert.Equal(IntelDisposition.Bad, index.LookUp(IndicatorKind.UserAgent, "badtool/1.0").Disposition);
        Assert.Equal(IntelDisposition.Unknown, index.LookUp(IndicatorKind.UserAgent, "badtool/1.0.1").Disposition);
        Assert.Equal(IntelDisposition.Bad, index.LookUp(IndicatorKind.AccountId, "111122223333").Disposition);
        Assert.Equal(IntelDisposition.Bad, index.LookUp(IndicatorKind.FileHash, "d41d8cd98f00b204e9800998ecf8427e").Disposition);
        Assert.Equal(IntelDisposition.Unknown, index.LookUp(IndicatorKind.Name, "x").Disposition);
    }

    [Fact]
    public void Given_RandomRanges_When_LookedUpInTheTrie_Then_ASearchThroughAllAgrees()
    {
        // Few bits at the top and bottom, so that ranges nest and touch.
        var address = Gen.Select(Gen.UInt[0, 7], Gen.UInt[0, 7]).Select((high, low) => ((UInt128)high << 125) | low);
        var prefix = Gen.Select(address, Gen.Int[0, 128]).Select((bits, length) =>
            new IpPrefix(length == 0 ? 0 : bits >> (128 - length) << (128 - length), length));
        Gen.Select(prefix.Array[0, 40], address.Array[1, 20]).Sample((prefixes, addresses) =>
        {
            var trie = IpPrefixTrie.Build(prefixes.Select((one, i) => (one, i)));
            foreach (var asked in addresses)
            {
                var found = new List<int>();
                trie.Find(asked, found);
                Assert.Equal(Enumerable.Range(0, prefixes.Length).Where(i => prefixes[i].Contains(asked)), found.Order());
                Assert.Equal(found.Select(i => prefixes[i].Length).Order(), found.Select(i => prefixes[i].Length));
            }
        });
    }

    [Fact]
    public void Given_RandomPrefixes_When_WrittenAndRead_Then_TheyAreTheSame() =>
        Gen.Select(Gen.ULong, Gen.ULong, Gen.Int[0, 128], Gen.Bool).Sample((high, low, length, v4) =>
        {
            length = v4 ? 96 + (length / 4) : length;
            var bits = v4 ? ((UInt128)0xFFFF << 32) | (uint)low : new UInt128(high, low);
            var prefix = new IpPrefix(length == 0 ? 0 : bits >> (128 - length) << (128 - length), length);

            Assert.True(IpPrefix.TryParse(prefix.ToString(), out var read));
            Assert.Equal(prefix, read);
        });

    [Fact]
    public void Given_TheSameSets_When_BuiltInAnyOrder_Then_AnswersAreTheSame()
    {
        var sets = new[] { ("b", "203.0.113.0/24"), ("a", "203.0.113.7\n203.0.113.7"), ("c", "203.0.113.7") }
            .Select(set => IndicatorReader.Read(new(set.Item1, set.Item2))).ToList();
        var forward = IntelIndex.Build(sets);
        sets.Reverse();
        var backward = IntelIndex.Build(sets);

        Assert.Equal(3, forward.Count);
        Assert.Equal(forward.LookUpAddress("203.0.113.7").Matches, backward.LookUpAddress("203.0.113.7").Matches);
        Assert.Equal(["a", "c", "b"], forward.LookUpAddress("203.0.113.7").Matches.Select(match => match.Source));
    }

    [Fact]
    public void Given_RecordedLists_When_Compiled_Then_EachOfTheirAddressesIsFound()
    {
        var files = new[] { "ti/tor-exit-nodes.lst", "ti/ipsum_level5.txt", "ti/misp-warninglists/amazon-aws.json", "ti/misp-warninglists/rfc1918.json" };
        var sets = files.Select(file => IndicatorReader.Read(new(file, RecordedData.ReadAll(RecordedData.PathOf(file))))).ToList();
        var index = IntelIndex.Build(sets);

        foreach (var set in sets)
        {
            foreach (var indicator in set.Indicators)
            {
                Assert.Contains(indicator, index.LookUpAddress(indicator.Value.Split('/')[0]).Matches);
            }
        }

        Assert.Equal(IntelDisposition.KnownGood, index.LookUpAddress("10.1.2.3").Disposition);
    }

    private static IntelIndex Index(params (string Name, string Text)[] files) =>
        IntelIndex.Build(files.Select(file => IndicatorReader.Read(new(file.Name, file.Text))));

    private static IEnumerable<string> Values(IntelVerdict verdict) => verdict.Matches.Select(match => match.Value);
}
