using System.Collections.Immutable;
using System.Text;
using OrleansTwin.Detection.Sigma;
using Xunit;
using static OrleansTwin.Tests.Stages.Detection.Sigma.TestRules;

namespace OrleansTwin.Tests.Stages.Detection.Sigma;

public class ModifierTests
{
    [Theory]
    [InlineData("a|contains: b", "abc", true)]
    [InlineData("a|startswith: b", "abc", false)]
    [InlineData("a|startswith: AB", "abc", true)]
    [InlineData("a|endswith: bc", "abc", true)]
    [InlineData("a|contains|all: [a, c]", "abc", true)]
    [InlineData("a|contains|all: [a, d]", "abc", false)]
    [InlineData("a|re: '^a.c$'", "abc", true)]
    [InlineData("a|re: '^A.C$'", "abc", false)]
    [InlineData("a|re|i: '^A.C$'", "abc", true)]
    [InlineData("a|re: '^b'", "a\nb", false)]
    [InlineData("a|re|m: '^b'", "a\nb", true)]
    [InlineData("a|re: 'a.b'", "a\nb", false)]
    [InlineData("a|re|s: 'a.b'", "a\nb", true)]
    [InlineData("a|re: '(?<=a)b'", "ab", true)]
    [InlineData("a|cidr: 10.0.0.0/8", "10.1.2.3", true)]
    [InlineData("a|cidr: 10.0.0.0/8", "11.1.2.3", false)]
    [InlineData("a|cidr: [192.168.0.0/16, '2001:db8::/32']", "2001:DB8::1", true)]
    [InlineData("a|cidr: 0.0.0.0/0", "AWS Internal", false)]
    [InlineData("a|cidr: 253.0.0.0/8", "253.252.51.07", false)]
    [InlineData("a|lt: 5", "4", true)]
    [InlineData("a|lte: 5", "5", true)]
    [InlineData("a|gt: 5", "5", false)]
    [InlineData("a|gte: 5", "5.0", true)]
    [InlineData("a|gte: 5", "many", false)]
    [InlineData("a|hour: 3", "2024-05-02T03:04:05Z", true)]
    [InlineData("a|hour|gte: 22", "2024-05-02T23:04:05Z", true)]
    [InlineData("a|minute: 4", "2024-05-02T03:04:05Z", true)]
    [InlineData("a|day: 2", "2024-05-02T03:04:05Z", true)]
    [InlineData("a|week: 18", "2024-05-02T03:04:05Z", true)]
    [InlineData("a|month: 5", "2024-05-02 03:04:05.000000000", true)]
    [InlineData("a|year|lt: 2024", "2023-12-31", true)]
    [InlineData("a|hour: 3", "no date at all", false)]
    [InlineData("a|windash|contains: ' -enc'", "run /enc x", true)]
    [InlineData("a|windash|contains: ' -enc'", "run —enc x", true)]
    [InlineData("a|windash|contains: 'well-known'", "well/known", false)]
    [InlineData("a|base64: foobar", "Zm9vYmFy", true)]
    [InlineData("a|base64offset|contains: /bin/sh", "x", false)]
    [InlineData("a|cased|contains: B", "abc", false)]
    [InlineData("a|contains|cased: b", "abc", true)]
    public void Given_AModifier_When_AValueIsTested_Then_ItMeansWhatTheSpecificationSays(string selection, string value, bool expected) =>
        Assert.Equal(expected, Matches(selection, System.Text.Json.JsonSerializer.Serialize(new Dictionary<string, string> { ["a"] = value })));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Given_Base64Offset_When_TheTextStandsAnywhere_Then_ItIsFound(int before)
    {
        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(new string('x', before) + "secret word" + "yy"));

        Assert.True(Matches("a|base64offset|contains: secret word", $$"""{"a":"{{encoded}}"}"""));
        Assert.False(Matches("a|base64offset|contains: other word", $$"""{"a":"{{encoded}}"}"""));
    }

    [Theory]
    [InlineData("wide")]
    [InlineData("utf16le")]
    [InlineData("utf16be")]
    [InlineData("utf16")]
    public void Given_Utf16AndBase64_When_Encoded_Then_ItIsFound(string modifier)
    {
        byte[] bytes = modifier switch
        {
            "utf16be" => Encoding.BigEndianUnicode.GetBytes("cmd"),
            "utf16" => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("cmd")],
            _ => Encoding.Unicode.GetBytes("cmd"),
        };

        Assert.True(Matches($"a|{modifier}|base64|contains: cmd", $$"""{"a":"{{Convert.ToBase64String(bytes)}}"}"""));
    }

    [Theory]
    [InlineData("a: 'x*z'", "xyyz", true)]
    [InlineData("a: 'x?z'", "xyz", true)]
    [InlineData("a: 'x?z'", "xz", false)]
    [InlineData(@"a: 'x\*z'", "x*z", true)]
    [InlineData(@"a: 'x\*z'", "xyz", false)]
    [InlineData(@"a: 'x\?z'", "x?z", true)]
    [InlineData(@"a: 'x\\*'", @"x\anything", true)]
    [InlineData(@"a: 'x\\\*'", @"x\*", true)]
    [InlineData(@"a: 'x\\\*'", @"x\y", false)]
    [InlineData(@"a: 'C:\temp\x'", @"C:\temp\x", true)]
    [InlineData(@"a: 'a\\b'", @"a\b", true)]
    [InlineData(@"a: 'a\\\\b'", @"a\\b", true)]
    [InlineData("a: '*a*b*c*'", "xxaxxbxxcxx", true)]
    [InlineData("a: '*a*b*c*'", "xxaxxcxxbxx", false)]
    [InlineData("a: 'ab*ba'", "aba", false)]
    [InlineData("a: '**'", "", true)]
    [InlineData("a|contains: ''", "x", true)]
    public void Given_WildcardsAndEscapes_When_Tested_Then_TheSpecificationHolds(string selection, string value, bool expected) =>
        Assert.Equal(expected, Matches(selection, System.Text.Json.JsonSerializer.Serialize(new Dictionary<string, string> { ["a"] = value })));

    [Theory]
    [InlineData("a|fieldref: b", """{"a":"X","b":"x"}""", true)]
    [InlineData("a|fieldref: b", """{"a":"x"}""", false)]
    [InlineData("a|fieldref: b", "{}", false)]
    [InlineData("a|fieldref: b", """{"a":["w","x"],"b":["x","z"]}""", true)]
    [InlineData("a|contains|fieldref: b", """{"a":"arn:user/ana","b":"ana"}""", true)]
    [InlineData("a|endswith|fieldref: b", """{"a":"arn:user/ana2","b":"ana"}""", false)]
    [InlineData("a|fieldref|startswith: b", """{"a":"ana2","b":"ana"}""", true)]
    [InlineData("a|fieldref|neq: b", """{"a":"x","b":"y"}""", true)]
    [InlineData("a|fieldref|neq: b", """{"a":"x","b":"x"}""", false)]
    [InlineData("a|fieldref: b", """{"a":"x*","b":"x*"}""", true)]
    [InlineData("a|fieldref: b", """{"a":"xy","b":"x*"}""", false)]
    public void Given_AReference_When_BothFieldsAreRead_Then_TheyAreCompared(string selection, string json, bool expected) =>
        Assert.Equal(expected, Matches(selection, json));

    [Fact]
    public void Given_Placeholders_When_Expanded_Then_EachValueCounts()
    {
        var values = new SigmaPlaceholders(SigmaPlaceholders.None.Values.Add("Admins", ["ana", "b*"]));

        Assert.True(Matches("a|expand: 'user/%admins%'", """{"a":"user/ben"}""", values));
        Assert.False(Matches("a|expand: 'user/%admins%'", """{"a":"user/carl"}""", values));
        Assert.False(Matches("a|expand: '%nobody%'", """{"a":"%nobody%"}""", values));
        Assert.True(Matches(@"a|expand: '\%admins\%'", """{"a":"%admins%"}""", values));
        Assert.True(Matches("a: '%admins%'", """{"a":"%admins%"}""", values));
        Assert.False(Matches("a|expand|contains|all: ['%nobody%', x]", """{"a":"x"}""", values));
    }

    [Fact]
    public void Given_ARegularExpressionThatRunsAway_When_Evaluated_Then_TheRuleIsUndecidedAndOthersAreNot()
    {
        var engine = SigmaEngine.Load(
        [
            new("a.yml", Rule("selection:\n  a|re: '^(a+)+\\1$'\ncondition: selection")),
            new("b.yml", Rule("selection:\n  a|startswith: aaa\ncondition: selection").Replace("name: r", "name: s", StringComparison.Ordinal)),
        ]);
        var matcher = engine.For("aws.cloudtrail")!;
        var (record, findings) = (matcher.NewEvent(), matcher.NewFindings());
        record.Read(Encoding.UTF8.GetBytes($$"""{"a":"{{new string('a', 60)}}!"}"""));

        matcher.Evaluate(record, findings);

        Assert.Equal(0, Assert.Single(findings.Failures).Rule);
        Assert.Equal(1, Assert.Single(findings.Matches));
        Assert.Contains(engine.Diagnostics, diagnostic => diagnostic.Code == "regex-backtracking");
    }
}
