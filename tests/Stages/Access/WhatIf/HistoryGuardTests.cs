using OrleansTwin.Access.Attacks;
using OrleansTwin.Access.WhatIf;
using OrleansTwin.Access.WhatIf.Changes;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using Xunit;
using static OrleansTwin.Tests.Stages.Access.WhatIf.SmallEstate;

namespace OrleansTwin.Tests.Stages.Access.WhatIf;

public sealed class HistoryGuardTests
{
    private const string OutsideOfEurope = """{"policy":"scp","on":"*","name":"regions","document":{"Version":"2012-10-17","Statement":[{"Sid":"Regions","Effect":"Deny","NotAction":["iam:*","sts:*"],"Resource":"*","Condition":{"StringNotEquals":{"aws:RequestedRegion":["eu-west-1"]}}}]}}""";

    [Fact]
    public void Given_ARegionGuardrail_When_HeldAgainstHistory_Then_OnlySuccessfulCallsOfOtherRegionsAreBlocked()
    {
        var blocked = Blocked(OutsideOfEurope,
            Call("e1", "s3", "GetObject", "us-east-1"), Call("e2", "s3", "GetObject", "us-east-1", hour: 2), Call("e3", "s3", "GetObject", "eu-west-1"),
            Call("e4", "iam", "ListUsers", "us-east-1"), Call("e5", "s3", "GetObject", "us-east-1", Outcome.Denied), Call("e6", "dynamodb", "GetItem", "us-east-1", user: "stranger"));

        Assert.Equal([("bob", "s3:GetObject", 2), ("stranger", "dynamodb:GetItem", 1)], blocked.Select(static b => (b.Principal.Value.Split('/')[^1], b.Action, b.Count)));
        Assert.Equal(["e1", "e2"], blocked[0].Examples);
        Assert.All(blocked, static b => Assert.Equal((Certainty.Certain, "regions Regions"), (b.Certainty, b.By)));
        Assert.Equal(2, blocked[0].Last.Hour);
    }

    [Fact]
    public void Given_AGuardrailOnAFactThatLogsDoNotHold_When_HeldAgainstHistory_Then_ItIsPossibleWithTheFactNamed()
    {
        var blocked = Assert.Single(Blocked("""{"policy":"scp","on":"*","name":"tls","document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:*","Resource":"*","Condition":{"StringNotEquals":{"aws:SourceVpc":"vpc-1"}}}]}}""", Call("e1", "s3", "GetObject", "eu-west-1")));

        Assert.Equal(Certainty.Possible, blocked.Certainty);
        Assert.Contains(blocked.Assumes, static a => a.Contains("aws:SourceVpc", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Given_APolicyTakenAway_When_HeldAgainstHistory_Then_TheCallsThatHungOnItAreBlockedAndOthersNot()
    {
        var blocked = Blocked($$$"""{"policy":"identity","on":"{{{Iam}}}user/bob","name":"p","document":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"kms:Decrypt","Resource":"*"}]}}""",
            Call("e1", "s3", "GetObject", "eu-west-1"), Call("e2", "s3", "GetObject", "eu-west-1", user: "ann"));

        var row = Assert.Single(blocked);
        Assert.Equal((Iam + "user/bob", "s3:GetObject", Certainty.Certain), (row.Principal.Value, row.Action, row.Certainty));
    }

    [Fact]
    public void Given_ABoundary_When_HeldAgainstHistory_Then_WhatItDoesNotHoldIsBlocked()
    {
        var blocked = Blocked($$$"""{"policy":"boundary","on":"{{{Iam}}}user/bob","name":"b","document":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}}""",
            Call("e1", "s3", "GetObject", "eu-west-1"), Call("e2", "kms", "Decrypt", "eu-west-1"), Call("e3", "ec2", "DescribeInstances", "eu-west-1"));

        Assert.Equal(["ec2:DescribeInstances", "kms:Decrypt"], blocked.Select(static b => b.Action).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Given_AChangeThatOnlyGives_When_HeldAgainstHistory_Then_NothingIsBlocked() => Assert.Empty(Blocked(
        $$$"""{"policy":"identity","on":"{{{Iam}}}user/bob","name":"more","document":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ec2:*","Resource":"*"}]}}""",
        Call("e1", "s3", "GetObject", "eu-west-1"), Call("e2", "kms", "Decrypt", "eu-west-1")));

    private static IReadOnlyList<BlockedCalls> Blocked(string change, params EventRecord[] history)
    {
        var world = World();
        return new HistoryGuard(world, WhatIfStage.Applied(world, ChangeReader.Read(change), out var open)).Blocked(open.Count == 0 ? history : throw new InvalidOperationException(open[0].Why));
    }

    private static EventRecord Call(string id, string service, string action, string region, Outcome outcome = Outcome.Success, string user = "bob", int hour = 1) => new()
    {
        Id = id,
        Time = new DateTimeOffset(2024, 5, 1, hour, 0, 0, TimeSpan.Zero),
        Source = RecordFormat.CloudTrail,
        Account = Account,
        Region = region,
        Action = action,
        Service = service + ".amazonaws.com",
        Category = EventCategory.Management,
        Outcome = outcome,
        SourceIp = "198.51.100.9",
        Actor = new Actor { Type = ActorType.IamUser, Id = Iam + "user/" + user, Account = Account, Name = user, Credential = "AKIAEXAMPLE" },
        Targets = service == "s3" ? [new Target(new EntityId(Bucket), "AWS::S3::Bucket", TargetRole.Primary)] : [],
    };
}
