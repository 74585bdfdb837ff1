using System.Text;
using OrleansTwin.Detection.Sigma;
using OrleansTwin.Detection.Sigma.Events;
using Xunit;

namespace OrleansTwin.Tests.Stages.Detection.Sigma;

public class EventTests
{
    private static readonly SigmaLogMatcher Matcher = SigmaEngine.Load(
        [new("r.yml", TestRules.Rule("selection:\n  a: x\n  b.c: y\ncondition: selection"))]).For("aws.cloudtrail")!;

    [Theory]
    [InlineData("", SigmaReadStatus.Malformed)]
    [InlineData("[]", SigmaReadStatus.Malformed)]
    [InlineData("{\"a\":", SigmaReadStatus.Malformed)]
    [InlineData("{\"a\":1} {}", SigmaReadStatus.Malformed)]
    [InlineData("{\"a\":\"\\ud800\",\"b\":{\"c\":\"\\ud83d\\ude00\"}}", SigmaReadStatus.Complete)]
    [InlineData("{}", SigmaReadStatus.Complete)]
    public void Given_ARecord_When_Read_Then_TheStatusSaysWhatItIs(string json, SigmaReadStatus expected) =>
        Assert.Equal(expected, Matcher.NewEvent().Read(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void Given_ADeepRecord_When_Read_Then_ItIsTooDeep()
    {
        var json = "{\"a\":" + string.Concat(Enumerable.Repeat("[", 100)) + string.Concat(Enumerable.Repeat("]", 100)) + "}";

        Assert.Equal(SigmaReadStatus.TooDeep, Matcher.NewEvent().Read(Encoding.UTF8.GetBytes(json)));
    }

    [Fact]
    public void Given_AHugeRecord_When_Read_Then_ItIsRefusedUnread() =>
        Assert.Equal(SigmaReadStatus.TooLarge, Matcher.NewEvent().Read(new byte[SigmaLimits.EventBytesMax + 1]));

    [Fact]
    public void Given_TooManyValues_When_Read_Then_ItSaysThatItIsIncomplete()
    {
        var json = "{\"a\":[" + string.Join(',', Enumerable.Repeat("1", SigmaLimits.EventValuesMax + 10)) + "]}";

        Assert.Equal(SigmaReadStatus.Incomplete, Matcher.NewEvent().Read(Encoding.UTF8.GetBytes(json)));
    }

    [Fact]
    public void Given_AnEventObject_When_UsedAgain_Then_NothingOfTheRecordBeforeIsLeft()
    {
        var (record, findings) = (Matcher.NewEvent(), Matcher.NewFindings());
        record.Read("""{"a":"\u0078","b":{"c":"y"}}"""u8.ToArray());
        Matcher.Evaluate(record, findings);
        Assert.Single(findings.Matches);

        record.Read("""{"b":{"c":"y"}}"""u8.ToArray());
        Matcher.Evaluate(record, findings);
        Assert.Empty(findings.Matches);
        Assert.Equal(0, findings.Evaluated);
    }
}
