using OrleansTwin.Commands.Answers;
using OrleansTwin.Model.Events;
using OrleansTwin.Pipeline.Coverage;

namespace OrleansTwin.Tests.Stages.Pipeline.Coverage;

public sealed class RuleNeedTests
{
    private static readonly IReadOnlyList<RuleNeed> Bundled = RuleNeedStage.Of(Backtest.Bundled);

    [Fact]
    public void Given_TheBundledRules_When_TheirNeedsAreRead_Then_EveryRuleShowsWhatItNeeds() =>
        Assert.Empty(Bundled.Where(static need => need.Ways.IsEmpty).Select(static need => need.Rule));

    [Fact]
    public void Given_TheBundledRules_When_TheirNeedsAreRead_Then_EveryLogIsDescribed() =>
        Assert.All(
            Bundled.SelectMany(static need => need.Ways).SelectMany(static way => way),
            static record => Assert.True(record.Format == RecordFormat.CloudTrail ? record.Call is not null : LoggingKnowledge.Current.OtherOf(record.Format) is not null, record.Format.ToString()));

    [Theory]
    [InlineData("aws.cloudtrail.ransom-note-written", true, false, "AWS::S3::Object")]
    [InlineData("aws.cloudtrail.model-invocation-logging-removed", false, false, null)]
    public void Given_ARule_When_ItsNeedIsRead_Then_ItIsTheRecordOfItsCase(string rule, bool data, bool readOnly, string? type)
    {
        var call = Assert.Single(Bundled, need => need.Rule == rule).Ways[0][0].Call!;

        Assert.Equal((data, readOnly, type), (call.IsData, call.ReadOnly, call.Type));
    }
}
