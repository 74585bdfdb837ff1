using CsCheck;
using OrleansTwin.Detection.Behavior;
using OrleansTwin.Detection.Scoring;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Signals;
using Xunit;

namespace OrleansTwin.Tests.Stages.Detection.Scoring;

public sealed class ScoringTests
{
    private static readonly DateTimeOffset Now = new(2031, 3, 3, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Given_AnyInput_When_OneThingIsWorse_Then_TheScoreNeverFallsAndStaysWithinBounds()
    {
        var jewel = new CrownJewel("high", JewelBasis.Marked, "marked");
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 1], Gen.Bool, Gen.Int[0, 3], Gen.Int[0, 1]).Sample((severity, confidence, isJewel, exposure, novelty) =>
        {
            var input = new ScoreInput((Severity)severity, (RuleConfidence)confidence, isJewel ? jewel : null, (Exposure)exposure, (Novelty)novelty);
            var score = Of(input);
            Assert.InRange(score, 0, 100);
            Assert.True(Of(input with { Severity = input.Severity + 1 }) > score);
            Assert.True(Of(input with { Confidence = input.Confidence + 1 }) > score);
            Assert.True(Of(input with { Jewel = jewel }) >= score);
            Assert.True(Of(input with { Exposure = input.Exposure + 1 }) >= score);
            Assert.True(Of(input with { Novelty = input.Novelty + 1 }) >= score);
        });
    }

    [Fact]
    public void Given_OneSignal_When_AHalfLifePasses_Then_ItAddsHalf()
    {
        var signal = Make("r", "s", 64, 0);

        Assert.Equal(64_000, RiskStage.RiskOf([signal], Now, ScoringOptions.Default).SumMilli);
        Assert.Equal(32_000, RiskStage.RiskOf([signal], Now.AddHours(168), ScoringOptions.Default).SumMilli);
        Assert.Equal(16_000, RiskStage.RiskOf([signal], Now.AddHours(336), ScoringOptions.Default).SumMilli);
        Assert.Equal(0, RiskStage.RiskOf([signal], Now.AddHours(168 * 8), ScoringOptions.Default).SumMilli);
    }

    [Fact]
    public void Given_AnyAge_When_Decayed_Then_WithinAThousandthOfTheExponential()
    {
        Gen.Int[0, 168 * 60 * 7].Sample(minutes =>
        {
            var sum = RiskStage.RiskOf([Make("r", "s", 100, 0)], Now.AddMinutes(minutes), ScoringOptions.Default).SumMilli;
            Assert.InRange(sum, (100_000 * Math.Pow(2, -minutes / (168.0 * 60)) * 0.999) - 1, (100_000 * Math.Pow(2, -minutes / (168.0 * 60)) * 1.001) + 1);
        });
    }

    [Fact]
    public void Given_SignalsInAnyOrder_When_Summed_Then_TheSameRiskAndInputs()
    {
        var gen = Gen.Select(Gen.Int[0, 4], Gen.Int[0, 30], Gen.Int[1, 100], Gen.Int[-100, 1000]).List[0, 40];
        gen.Sample(rows =>
        {
            var signals = rows.Select(static r => Make("r" + r.Item1, "s" + r.Item2, r.Item3, -r.Item4)).DistinctBy(static s => s.Id).ToList();
            var one = RiskStage.RiskOf(signals, Now, ScoringOptions.Default);
            signals.Reverse();
            Assert.Equal(one, RiskStage.RiskOf(signals, Now, ScoringOptions.Default));
            Assert.InRange(one.Value, 0, 100);
        });
    }

    [Fact]
    public void Given_RepeatsAndSuppressed_When_Summed_Then_RepeatsAddLittleAndSuppressedNothing()
    {
        var risk = RiskStage.RiskOf([Make("r", "a", 40, 0), Make("r", "b", 40, 0), Make("q", "c", 40, 0) with { SuppressedBy = "owner" }], Now, ScoringOptions.Default);

        Assert.Equal(50_000, risk.SumMilli);
        Assert.Equal(2, risk.Inputs.Count);
    }

    private static int Of(ScoreInput input) => ScoreStage.Score(input, ScoringOptions.Default).Value;

    private static Signal Make(string rule, string id, int score, int hours) => new()
    {
        Id = id,
        Time = Now.AddHours(hours),
        Rule = rule,
        Title = rule,
        Kind = SignalKind.Behavior,
        Dimension = SignalDimension.Identity,
        Severity = Severity.Low,
        Score = score,
        Explanation = new(string.Empty, string.Empty, string.Empty, string.Empty, string.Empty),
    };
}
