using OrleansTwin.Detection.Behavior;
using Xunit;

namespace OrleansTwin.Tests.Stages.Detection.Behavior;

public sealed class BehaviorOptionsTests
{
    [Fact]
    public void Given_EmbeddedFile_When_Loaded_Then_EveryKnownRuleIsDescribed()
    {
        Assert.Equal(RuleIds.All.Order(StringComparer.Ordinal), BehaviorOptions.Default.Rules.Keys);
        Assert.Equal(7, BehaviorOptions.Default.Thresholds.EstablishedDays);
    }

    [Fact]
    public void Given_SeveralFaults_When_Loaded_Then_AllAreReportedAtOnce()
    {
        var text = BehaviorOptions.DefaultText
            .Replace("  establishedDays: 7", "  establishedDays: 0", StringComparison.Ordinal)
            .Replace("burstMinutes: 10", "burstMinutes: 600", StringComparison.Ordinal)
            .Replace("id: behavior.store.read-volume", "id: behavior.store.read-volumes", StringComparison.Ordinal);

        var problems = BehaviorOptionsLoader.Load(text).Problems;

        Assert.Equal(["thresholds.establishedDays", "thresholds.burstMinutes", "rules", "rules"], problems.Select(static p => p.Where).Order(new ByFile()));
        Assert.Contains("allowed are 1 to 60", problems.Single(static p => p.Where == "thresholds.burstMinutes").What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("version: [")]
    [InlineData("surprise: 1")]
    [InlineData("version: 1\nthresholds:\n  establishedDays: many")]
    public void Given_Nonsense_When_Loaded_Then_AProblemAndNoException(string text) => Assert.NotEmpty(BehaviorOptionsLoader.Load(text).Problems);

    [Theory]
    [InlineData("s3:GetObject", true)]
    [InlineData("s3:Gettysburg", false)]
    [InlineData("iam:CreateUser", false)]
    public void Given_Action_When_AskedWhetherItReads_Then_ByItsFirstWord(string action, bool reads) =>
        Assert.Equal(reads, BehaviorOptions.Default.Lists.Reads(action));

    private sealed class ByFile : IComparer<string>
    {
        private static readonly string[] Order = ["thresholds.establishedDays", "thresholds.storeEstablishedDays", "thresholds.burstMinutes", "rules"];

        public int Compare(string? x, string? y) => Array.IndexOf(Order, x).CompareTo(Array.IndexOf(Order, y));
    }
}
