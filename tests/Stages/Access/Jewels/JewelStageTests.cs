using OrleansTwin.Access.Jewels;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Ids;
using OrleansTwin.Tests.Stages.Access.Impacts;
using OrleansTwin.Twin.Estates;
using Xunit;
using static OrleansTwin.Tests.Stages.Access.Impacts.WorldBuilder;

namespace OrleansTwin.Tests.Stages.Access.Jewels;

public sealed class JewelStageTests
{
    private const string TableType = "AWS::DynamoDB::Table";

    private static CrownJewel? Of(string name, JewelConfig? config = null, params object[] parts)
    {
        var world = new WorldBuilder();
        var change = world.Create(Table(name), TableType, parts);
        return JewelStage.Of(Table(name), new EstateAsOf(world.Estate, change.At), config ?? JewelConfig.None);
    }

    [Fact]
    public void Given_a_name_only_When_judged_Then_a_weak_candidate_never_above_medium()
    {
        var jewel = Of("prod-customers-payments-secrets-db")!;
        Assert.Equal(JewelBasis.Candidate, jewel.Basis);
        Assert.Equal(JewelLevel.Medium, jewel.Level);
        Assert.Contains("its name says", jewel.Why, StringComparison.Ordinal);
        Assert.Null(Of("sessions"));
        Assert.Null(Of("customers-test-sandbox"));
    }

    [Fact]
    public void Given_a_classification_and_own_key_When_judged_Then_high_with_reasons()
    {
        var jewel = Of("sessions", null, Set("tags", "\"PII\"", "DataClassification"), Rel(RelationKind.EncryptedBy, new("arn:aws:kms:eu-central-1:1:key/k")))!;
        Assert.Equal(JewelLevel.High, jewel.Level);
        Assert.Contains("tagged DataClassification=PII", jewel.Why, StringComparison.Ordinal);
        Assert.Contains("encrypted by a key of its own", jewel.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Given_marks_in_the_config_When_judged_Then_only_the_marked_count()
    {
        var byPattern = new JewelConfig([new("arn:aws:dynamodb:*:table/cust*")]);
        Assert.Equal(JewelBasis.Marked, Of("customers", byPattern)!.Basis);
        Assert.Null(Of("payments", byPattern));
        var byTag = new JewelConfig([new(null, "jewel", "yes", JewelLevel.High)]);
        Assert.Equal(JewelLevel.High, Of("x", byTag, Set("tags", "\"yes\"", "jewel"))!.Level);
        Assert.Null(Of("x", byTag, Set("tags", "\"no\"", "jewel")));
    }

    [Fact]
    public void Given_a_tag_set_later_When_asked_as_of_before_Then_no_jewel_yet()
    {
        var world = new WorldBuilder();
        var create = world.Create(Table("x"), TableType);
        var tag = world.Change(Table("x"), TableType, "dynamodb:TagResource", Set("tags", "\"restricted\"", "classification"));
        Assert.Null(JewelStage.Of(Table("x"), new EstateAsOf(world.Estate, create.At), JewelConfig.None));
        Assert.NotNull(JewelStage.Of(Table("x"), new EstateAsOf(world.Estate, tag.At), JewelConfig.None));
        Assert.Null(JewelStage.Of(Table("x"), new EstateAsOf(world.Estate, tag.At, inclusive: false), JewelConfig.None));
    }

    [Theory]
    [InlineData("*", "anything", true)]
    [InlineData("a*c", "abbbc", true)]
    [InlineData("a?c", "abbc", false)]
    [InlineData("*table/cust*", "arn:aws:dynamodb:eu:1:table/customers", true)]
    [InlineData("", "", true)]
    [InlineData("", "x", false)]
    public void Given_a_pattern_When_matched_Then_as_expected(string pattern, string text, bool expected) => Assert.Equal(expected, Glob.Matches(pattern, text));
}
