using CsCheck;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Normalization;
using OrleansTwin.Normalization.Entries;

namespace OrleansTwin.Tests.Stages.Normalization;

public sealed class NormalizerTests
{
    private readonly Normalizer _normalizer = new(ApiCatalogue.Embedded);

    [Fact]
    public void Given_a_write_outside_the_catalogue_When_normalized_Then_what_it_mentions_is_told_and_its_meaning_is_not()
    {
        var normalized = Normalize("""
            {"eventSource":"newservice.amazonaws.com","eventName":"CreateThing","readOnly":false,"awsRegion":"eu-west-1","recipientAccountId":"111122223333",
             "requestParameters":{"role":"arn:aws:iam::111122223333:role/app","subnet":"subnet-0a1b2c3d4e5f60003","keyName":"my-key-12345678","object":"arn:aws:s3:::orders/2024/a.csv"},
             "resources":[{"ARN":"arn:aws:dynamodb:eu-west-1:111122223333:table/orders/index/byDay","type":"AWS::DynamoDB::Table"}]}
            """);

        Assert.False(normalized.Known);
        Assert.True(normalized.Write);
        Assert.Equal(EventPhase.Create, normalized.Phase);
        Assert.Equal(
            ["arn:aws:dynamodb:eu-west-1:111122223333:table/orders", "arn:aws:iam::111122223333:role/app", "arn:aws:ec2:eu-west-1:111122223333:subnet/subnet-0a1b2c3d4e5f60003", "arn:aws:s3:::orders"],
            normalized.Targets.Select(static t => t.Id.Value));
        Assert.All(normalized.Targets, static t => Assert.Equal(TargetRole.Mentioned, t.Role));
        Assert.All(normalized.Changes, static c => Assert.Equal(ChangeKind.Refer, c.Kind));
    }

    [Theory]
    [InlineData("cn-north-1", "arn:aws-cn:ec2:cn-north-1:111122223333:vpc/vpc-1")]
    [InlineData("us-gov-west-1", "arn:aws-us-gov:ec2:us-gov-west-1:111122223333:vpc/vpc-1")]
    [InlineData("eu-west-1", "arn:aws:ec2:eu-west-1:111122223333:vpc/vpc-1")]
    public void Given_a_region_of_another_partition_When_an_id_is_made_Then_it_is_of_that_partition(string region, string expected)
    {
        var normalized = Normalize($$"""{"eventSource":"ec2.amazonaws.com","eventName":"DeleteVpc","awsRegion":"{{region}}","recipientAccountId":"111122223333","requestParameters":{"vpcId":"vpc-1"} }""");

        Assert.Equal(expected, Assert.Single(normalized.Changes).Entity.Id.Value);
    }

    [Fact]
    public void Given_a_request_left_out_for_its_size_When_normalized_Then_its_values_are_unknown_and_not_empty()
    {
        var normalized = Normalize("""{"eventSource":"ec2.amazonaws.com","eventName":"CreateSecurityGroup","requestParameters":{"omitted":true},"responseElements":{"groupId":"sg-1"} }""");

        var change = Assert.Single(normalized.Changes);
        Assert.False(change.Whole);
        Assert.Equal(AttributeOp.Unknown, Assert.Single(change.Attributes, static a => a.Path == "description").Op);
    }

    [Fact]
    public void Given_a_key_handed_out_by_a_read_When_normalized_Then_it_is_minted()
    {
        var normalized = Normalize("""
            {"eventSource":"sts.amazonaws.com","eventName":"AssumeRole","readOnly":true,"userIdentity":{"type":"AWSService","invokedBy":"ec2.amazonaws.com"},
             "requestParameters":{"roleArn":"arn:aws:iam::111122223333:role/app","roleSessionName":"i-0a1b2c3d4e5f60007"},
             "responseElements":{"credentials":{"accessKeyId":"ASIAEXAMPLE000000009","expiration":"Jul 30, 2024 9:46:15 PM"}} }
            """);

        Assert.False(normalized.Write);
        Assert.NotNull(normalized.Mint);
        Assert.Equal("ASIAEXAMPLE000000009", normalized.Mint.KeyId);
        Assert.Equal("i-0a1b2c3d4e5f60007", normalized.Mint.Session);
        Assert.Equal("aws:service:ec2.amazonaws.com", normalized.Mint.By.Id);
        Assert.Equal(new(2024, 7, 30, 21, 46, 15, TimeSpan.Zero), normalized.Mint.Expires);
    }

    [Fact]
    public void Given_the_deletion_of_a_VPC_When_normalized_Then_the_service_takes_its_defaults_along()
    {
        var normalized = Normalize("""{"eventSource":"ec2.amazonaws.com","eventName":"DeleteVpc","recipientAccountId":"111122223333","requestParameters":{"vpcId":"vpc-1"} }""");

        Assert.Equal(["AWS::EC2::SecurityGroup", "AWS::EC2::RouteTable", "AWS::EC2::NetworkAcl"], normalized.Cascades.Select(static c => c.ChildType));
        Assert.All(normalized.Cascades, static c => Assert.Equal(RelationKind.InVpc, c.Via));
    }

    [Fact]
    public void Given_an_agent_and_a_session_with_secrets_When_read_Then_they_are_masked()
    {
        var read = ReadRecord.Of("""
            {"eventSource":"s3.amazonaws.com","eventName":"ListBuckets","userAgent":"tool/1.0 password=hunter2hunter2",
             "userIdentity":{"type":"AssumedRole","arn":"arn:aws:sts::111122223333:assumed-role/app/api_key=abcdef"} }
            """);

        Assert.Equal("tool/1.0 password=***", read.UserAgent);
        Assert.Equal("api_key=***", read.Actor.Session);
    }

    [Fact]
    public void Given_a_read_worth_stealing_When_normalized_Then_it_is_sensitive_also_where_it_failed()
    {
        Assert.True(Normalize("""{"eventSource":"ec2.amazonaws.com","eventName":"GetPasswordData","errorCode":"Client.UnauthorizedOperation","requestParameters":{"instanceId":"i-0a1b2c3d4e5f60007"} }""").Sensitive);
        Assert.False(Normalize("""{"eventSource":"ec2.amazonaws.com","eventName":"DescribeInstances"}""").Sensitive);
    }

    [Fact]
    public void Given_random_JSON_in_every_part_When_normalized_Then_nothing_is_thrown_and_no_id_is_broken()
    {
        var apis = ApiCatalogue.Embedded.Services.SelectMany(static s => ApiCatalogue.Embedded.ApisOf(s).Select(a => (s, a.Api))).ToArray();
        var words = Cases().ToArray();
        var part = RandomJson.Of(words);
        Gen.Select(Gen.Int[0, apis.Length - 1], part, part, part).Sample(
            (index, request, response, other) =>
            {
                var source = new CloudEvent
                {
                    Id = "e",
                    Time = DateTimeOffset.UnixEpoch,
                    Account = "111122223333",
                    Region = "us-east-1",
                    Service = apis[index].s,
                    Action = apis[index].Api,
                    Actor = new() { Type = ActorType.IamUser, Id = "arn:aws:iam::111122223333:user/alice", Arn = "arn:aws:iam::111122223333:user/alice" },
                    Request = request,
                    Response = response,
                    Additional = other,
                    Resources = other,
                    ServiceDetails = other,
                };
                var normalized = _normalizer.Normalize(source);
                foreach (var change in normalized.Changes)
                {
                    Assert.False(change.Entity.Id.IsNone);
                    Assert.True(!change.Entity.Id.Value.StartsWith("arn:", StringComparison.Ordinal) || Arn.TryParse(change.Entity.Id.Value, out _), change.Entity.Id.Value);
                    Assert.DoesNotContain(change.Entity.Id.Value, char.IsControl);
                }
            },
            iter: 3_000);
    }

    [Fact]
    public void Given_the_same_event_twice_When_normalized_Then_the_answers_are_equal()
    {
        foreach (var item in CatalogueCase.All())
        {
            Assert.Equal(CatalogueCaseTests.Actual(_normalizer, item), CatalogueCaseTests.Actual(new(ApiCatalogue.Embedded), item));
        }
    }

    [Fact]
    public void Given_all_entries_When_their_phases_are_read_Then_making_comes_first_and_deleting_last()
    {
        foreach (var item in CatalogueCase.All())
        {
            var normalized = _normalizer.Normalize(ReadRecord.Of(item.Record));
            var primary = normalized.Changes.FirstOrDefault();
            Assert.True(primary is null || normalized.Phase != EventPhase.Read || primary.Kind is ChangeKind.Observe, item.Label);
            Assert.True(primary?.Kind != ChangeKind.Delete || normalized.Phase is EventPhase.Delete or EventPhase.Detach or EventPhase.Change, item.Label);
            Assert.True(primary?.Kind != ChangeKind.Create || normalized.Phase is EventPhase.Create or EventPhase.Change, item.Label);
        }
    }

    // Names that stand in real records, so that random parts are not all missing.
    private static IEnumerable<string> Cases() =>
        CatalogueCase.All().SelectMany(static c => new[] { "requestParameters", "responseElements" }.SelectMany(p => (c.Record[p] as System.Text.Json.Nodes.JsonObject)?.Select(static m => m.Key) ?? [])).Distinct();

    private NormalizedEvent Normalize(string record) => _normalizer.Normalize(ReadRecord.Of(record));
}
