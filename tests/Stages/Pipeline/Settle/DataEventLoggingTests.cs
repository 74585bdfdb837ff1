using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Pipeline.Settle;
using OrleansTwin.Tests.Stages.Access.Impacts;
using OrleansTwin.Twin.Estates;
using static OrleansTwin.Tests.Stages.Access.Impacts.WorldBuilder;

namespace OrleansTwin.Tests.Stages.Pipeline.Settle;

public sealed class DataEventLoggingTests
{
    private const string Trail = "AWS::CloudTrail::Trail";
    private static readonly EntityId Main = new($"arn:aws:cloudtrail:eu-central-1:{Account}:trail/main");
    private static readonly EntityId Orders = Table("orders");
    private static readonly EntityId Photos = Bucket("photos");

    [Theory]
    [InlineData("""[{"fieldSelectors":[{"field":"eventCategory","equals":["Data"]},{"field":"resources.type","equals":["AWS::DynamoDB::Table"]}]}]""", true, false)]
    [InlineData("""[{"fieldSelectors":[{"field":"eventCategory","equals":["Management"]}]}]""", false, false)]
    [InlineData("""[{"fieldSelectors":[{"field":"eventCategory","equals":["Data"]},{"field":"resources.type","equals":["AWS::S3::Object"]},{"field":"resources.ARN","startsWith":["arn:aws:s3:::photos/"]}]}]""", false, true)]
    [InlineData("""[{"fieldSelectors":[{"field":"eventCategory","equals":["Data"]},{"field":"resources.type","equals":["AWS::S3::Object"]},{"field":"resources.ARN","startsWith":["arn:aws:s3:::photos/2024/"]}]}]""", false, null)]
    [InlineData("""[{"fieldSelectors":[{"field":"eventCategory","equals":["Data"]},{"field":"resources.type","equals":["AWS::DynamoDB::Table"]},{"field":"readOnly","equals":["false"]}]}]""", false, false)]
    [InlineData("""[{"fieldSelectors":[{"field":"eventCategory","equals":["Data"]},{"field":"resources.type","equals":["AWS::DynamoDB::Table"]},{"field":"resources.ARN","notEquals":["x"]}]}]""", null, false)]
    [InlineData("""[{"readWriteType":"All","dataResources":[{"type":"AWS::S3::Object","values":["arn:aws:s3"]}]}]""", false, true)]
    [InlineData("""[{"readWriteType":"WriteOnly","dataResources":[{"type":"AWS::S3::Object","values":["arn:aws:s3"]}]}]""", false, false)]
    [InlineData("""{"broken":1}""", null, null)]
    public void Given_ATrailsSelectors_When_Asked_Then_TheySayWhichReadsAreLogged(string selectors, bool? table, bool? bucket)
    {
        var world = new WorldBuilder();
        world.Create(Main, Trail);
        world.Change(Main, Trail, "cloudtrail:PutEventSelectors", Set("eventSelectors", selectors));
        var estate = new EstateAsOf(world.Estate, EventOrder.Latest);

        Assert.Equal(table, DataEventLogging.IsLogged(Orders, estate));
        Assert.Equal(bucket, DataEventLogging.IsLogged(Photos, estate));
    }

    [Theory]
    [InlineData("arn:aws:ssm:eu-central-1:111122223333:parameter/a")]
    [InlineData("arn:aws:secretsmanager:eu-central-1:111122223333:secret:a-AbCdEf")]
    public void Given_AStoreWhoseReadsAreManagementEvents_When_Asked_Then_TheyAreLogged(string id) =>
        Assert.True(DataEventLogging.IsLogged(new(id), new EstateAsOf(new WorldBuilder().Estate, EventOrder.Latest)));

    [Fact]
    public void Given_NoTrailKnownOrOneWithoutSelectorsKnown_When_Asked_Then_Open()
    {
        var world = new WorldBuilder();
        Assert.Null(DataEventLogging.IsLogged(Orders, new EstateAsOf(world.Estate, EventOrder.Latest)));

        world.Create(Main, Trail);
        Assert.Null(DataEventLogging.IsLogged(Orders, new EstateAsOf(world.Estate, EventOrder.Latest)));
        Assert.Null(DataEventLogging.IsLogged(new("arn:aws:rds:eu-central-1:111122223333:db:x"), new EstateAsOf(world.Estate, EventOrder.Latest)));
    }
}
