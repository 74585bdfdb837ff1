using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Pipeline.Coverage;
using OrleansTwin.Tests.Stages.Access.Impacts;
using OrleansTwin.Twin.Estates;
using static OrleansTwin.Tests.Stages.Access.Impacts.WorldBuilder;

namespace OrleansTwin.Tests.Stages.Pipeline.Coverage;

public sealed class ReadLoggingTests
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
    [InlineData("""[{"fieldSelectors":[{"field":"eventCategory","equals":["Data"]},{"field":"resources.type","equals":["AWS::DynamoDB::Table"]},{"field":"resources.ARN","notEquals":["x"]}]}]""", true, false)]
    [InlineData("""[{"readWriteType":"All","dataResources":[{"type":"AWS::S3::Object","values":["arn:aws:s3"]}]}]""", false, true)]
    [InlineData("""[{"readWriteType":"WriteOnly","dataResources":[{"type":"AWS::S3::Object","values":["arn:aws:s3"]}]}]""", false, false)]
    [InlineData("""{"broken":1}""", null, null)]
    public void Given_ATrailsSelectors_When_Asked_Then_TheySayWhichReadsAreLogged(string selectors, bool? table, bool? bucket)
    {
        var world = new WorldBuilder();
        world.Create(Orders, "AWS::DynamoDB::Table");
        world.Create(Photos, "AWS::S3::Bucket");
        world.Create(Main, Trail, Set("isMultiRegionTrail", "true"), Set("logging", "true"), Set("isOrganizationTrail", "false"));
        world.Change(Main, Trail, "cloudtrail:PutEventSelectors", Set("eventSelectors", selectors));

        Assert.Equal(table, Ask(world, Orders));
        Assert.Equal(bucket, Ask(world, Photos));
    }

    [Theory]
    [InlineData("arn:aws:dynamodb:us-east-1:111122223333:table/far", "false", "true", false)]
    [InlineData("arn:aws:dynamodb:us-east-1:111122223333:table/far", "true", "true", true)]
    [InlineData("arn:aws:dynamodb:eu-central-1:111122223333:table/near", "true", "false", false)]
    [InlineData("arn:aws:dynamodb:eu-central-1:444455556666:table/foreign", "true", "true", false)]
    public void Given_ATrailThatRecordsEverything_When_ItIsOffOrTheTableElsewhere_Then_ReadsAreNotLoggedByIt(string table, string multiRegion, string logging, bool expected)
    {
        var world = new WorldBuilder();
        world.Create(new(table), "AWS::DynamoDB::Table");
        world.Create(Main, Trail, Set("isMultiRegionTrail", multiRegion), Set("logging", logging), Set("isOrganizationTrail", "false"));
        world.Change(Main, Trail, "cloudtrail:PutEventSelectors", Set("eventSelectors", """[{"readWriteType":"All","dataResources":[{"type":"AWS::DynamoDB::Table","values":["arn:aws:dynamodb"]}]}]"""));

        Assert.Equal(expected, ReadLogging.IsLogged(new(table), Now(world), new TrailLedger(Now(world), ListedAnswers.None.Trails)));
    }

    [Theory]
    [InlineData("arn:aws:ssm:eu-central-1:111122223333:parameter/a", "AWS::SSM::Parameter")]
    [InlineData("arn:aws:secretsmanager:eu-central-1:111122223333:secret:a-AbCdEf", "AWS::SecretsManager::Secret")]
    public void Given_AStoreWhoseReadsAreManagementEvents_When_Asked_Then_TheyAreLoggedUnlessTheTrailLeavesReadsOut(string id, string type)
    {
        var world = new WorldBuilder();
        world.Create(new(id), type);
        Assert.True(Ask(world, new(id)));

        world.Create(Main, Trail, Set("isMultiRegionTrail", "true"), Set("logging", "true"), Set("isOrganizationTrail", "false"));
        Assert.True(Ask(world, new(id)));

        world.Change(Main, Trail, "cloudtrail:PutEventSelectors", Set("eventSelectors", """[{"readWriteType":"WriteOnly","includeManagementEvents":true}]"""));
        Assert.False(Ask(world, new(id)));
    }

    [Fact]
    public void Given_NoTrailKnownOrOneOfWhichNothingIsKnown_When_Asked_Then_Open()
    {
        var world = new WorldBuilder();
        world.Create(Orders, "AWS::DynamoDB::Table");
        Assert.Null(Ask(world, Orders));

        world.Change(Main, Trail, "cloudtrail:UpdateTrail", Set("isMultiRegionTrail", "true"));
        Assert.Null(Ask(world, Orders));
        Assert.Null(Ask(world, new("arn:aws:rds:eu-central-1:111122223333:db:x")));
    }

    private static bool? Ask(WorldBuilder world, EntityId id) => ReadLogging.IsLogged(id, Now(world), new TrailLedger(Now(world), ListedAnswers.None.Trails));

    private static EstateAsOf Now(WorldBuilder world) => new(world.Estate, EventOrder.Latest);
}
