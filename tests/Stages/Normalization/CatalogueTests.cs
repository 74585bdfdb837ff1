using OrleansTwin.Model.Changes;
using OrleansTwin.Normalization;

namespace OrleansTwin.Tests.Stages.Normalization;

public sealed class CatalogueTests
{
    /// <summary>Truth: the counts of successful writes that the recorded set's description gives (created, deleted).</summary>
    [Theory]
    [InlineData("AWS::EC2::VPC", 7, 6)]
    [InlineData("AWS::EC2::Subnet", 10, 8)]
    [InlineData("AWS::EC2::Instance", 2, 2)]
    [InlineData("AWS::IAM::Role", 13, 13)]
    [InlineData("AWS::IAM::User", 4, 4)]
    [InlineData("AWS::S3::Bucket", 5, 5)]
    [InlineData("AWS::EC2::RouteTable", 10, 10)]
    [InlineData("AWS::SecretsManager::Secret", 20, 17)]
    [InlineData("AWS::RDS::DBInstance", 1, 1)]
    [InlineData("AWS::CloudTrail::Trail", 2, 2)]
    [InlineData("AWS::Lambda::Function", 2, 2)]
    [InlineData("AWS::IAM::AccessKey", 2, 2)]
    public void Given_TheRecordedHour_When_Normalized_Then_EachKindIsMadeAndDeletedAsOften(string type, int created, int deleted)
    {
        var changes = RecordedHour.Read("aws/invictus").Events.SelectMany(static recorded => NormalizationStage.Normalize(recorded).Changes).Where(change => change.Entity.Type == type).ToList();
        Assert.Equal((created, deleted), (Distinct(changes, ChangeKind.Create), Distinct(changes, ChangeKind.Delete)));
    }

    [Fact]
    public void Given_TheRecordedHour_When_Read_Then_NothingIsLost()
    {
        var (events, letters) = RecordedHour.Read("aws/invictus");
        Assert.Empty(letters);
        Assert.Equal(2_900, events.Count);
        Assert.Equal(2_900, events.Select(static recorded => recorded.Id).Distinct().Count());
    }

    private static int Distinct(IEnumerable<ResourceChange> changes, ChangeKind kind) => changes.Where(change => change.Kind == kind).Select(static change => change.Entity.Id).Distinct().Count();
}
