using OrleansTwin.Access.Agreement;
using OrleansTwin.Access.Decisions;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Tests.Stages.Access.Impacts;
using static OrleansTwin.Tests.Stages.Access.Impacts.WorldBuilder;

namespace OrleansTwin.Tests.Stages.Access.Agreement;

public sealed class CallJudgeTests
{
    private const string User = "AWS::IAM::User";
    private const string Role = "AWS::IAM::Role";
    private static readonly EntityId Ann = Iam("user/ann");
    private static readonly EntityId App = Iam("role/app");
    private static readonly EntityId Admin = new("arn:aws:iam::aws:policy/AdministratorAccess");
    private static readonly DateTimeOffset Later = new(2026, 1, 1, 1, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Given_AUserWhoseEveryPolicyIsKnown_When_ItCalls_Then_TheTwinDecidesByIdentity()
    {
        var world = Made(User, Ann, Set("inlinePolicies", Allow("ec2:Describe*"), "look"));

        Assert.True(Decide(world, Call(Ann, "ec2", "DescribeInstances")).Allowed);
        var refused = Decide(world, Call(Ann, "ec2", "RunInstances"));
        Assert.False(refused.Allowed);
        Assert.Equal(PolicyLayer.Identity, refused.Layer);
    }

    [Fact]
    public void Given_AUserWhoseCreationWasNotSeen_When_ItCalls_Then_OnlyAKnownDenialDecides()
    {
        var world = new WorldBuilder();
        world.Change(Ann, User, "iam:AttachUserPolicy", Rel(RelationKind.HasPolicy, Admin));
        Assert.Null(Decide(world, Call(Ann, "ec2", "RunInstances")).Allowed);

        world.Change(Ann, User, "iam:PutUserPolicy", Set("inlinePolicies", Allow("*").Replace("Allow", "Deny", StringComparison.Ordinal), "stop"));
        Assert.False(Decide(world, Call(Ann, "ec2", "RunInstances")).Allowed);
    }

    [Fact]
    public void Given_APolicyForSomeResources_When_TheLogDoesNotSayWhichWereAsked_Then_NotDecided()
    {
        var world = Made(User, Ann, Set("inlinePolicies", Allow("ec2:*", "arn:aws:ec2:*:*:instance/i-1"), "one"));

        Assert.Null(Decide(world, Call(Ann, "ec2", "StopInstances")).Allowed);
        Assert.False(Decide(world, Call(Ann, "iam", "CreateUser")).Allowed);
    }

    [Fact]
    public void Given_AChangeShortlyBefore_When_ItDecides_Then_LeftOpen()
    {
        var world = Made(User, Ann, Rel(RelationKind.HasPolicy, Admin));

        Assert.Null(Decide(world, Call(Ann, "ec2", "StopInstances") with { Time = new(2026, 1, 1, 0, 0, 10, TimeSpan.Zero) }).Allowed);
        Assert.True(Decide(world, Call(Ann, "ec2", "StopInstances")).Allowed);
    }

    [Fact]
    public void Given_APolicyAttachedAfterTheCall_When_Asked_Then_TheCallIsDecidedAsItStoodThen()
    {
        var world = Made(User, Ann);
        Assert.False(Decide(world, Call(Ann, "ec2", "StopInstances")).Allowed);
        for (var second = 0; second < 3_700; second++)
        {
            world.Refer(Iam("user/other"), User);
        }

        world.Change(Ann, User, "iam:AttachUserPolicy", Rel(RelationKind.HasPolicy, Admin));
        Assert.False(Decide(world, Call(Ann, "ec2", "StopInstances")).Allowed);
        Assert.True(Decide(world, Call(Ann, "ec2", "StopInstances") with { Time = Later.AddHours(1) }).Allowed);
    }

    [Fact]
    public void Given_ASessionThatMayBeNarrowed_When_ItsRoleAllows_Then_LeftOpenUnlessAServiceHandedItOut()
    {
        var world = Made(Role, App, Rel(RelationKind.HasPolicy, Admin));
        var session = Call(App, "ec2", "StopInstances") with { Actor = new() { Type = ActorType.AssumedRole, Id = App.Value, Credential = "ASIAX", Session = "me" } };

        Assert.Null(Decide(world, session).Allowed);
        Assert.True(Decide(world, session with { Actor = session.Actor with { Session = "i-0123456789abcdef0", RoleDelivery = "2.0" } }).Allowed);
    }

    [Fact]
    public void Given_CallsThatAskForMoreOrAreRefusedOtherwise_When_Allowed_Then_LeftOpen()
    {
        var world = Made(User, Ann, Set("inlinePolicies", Allow("ec2:*"), "ec2"));
        Assert.Null(Decide(world, Call(Ann, "ec2", "RunInstances")).Allowed);
        Assert.Null(Decide(Made(User, Ann, Rel(RelationKind.HasPolicy, Admin)), Call(Ann, "bedrock", "InvokeModel")).Allowed);
    }

    [Fact]
    public void Given_AResourceWithAPolicyOfItsOwn_When_ItWasNotSeen_Then_LeftOpen()
    {
        var world = Made(User, Ann, Rel(RelationKind.HasPolicy, Admin));
        var read = Call(Ann, "s3", "GetBucketAcl") with { Targets = [new(Bucket("photos"), "AWS::S3::Bucket", TargetRole.Primary)] };
        Assert.Null(Decide(world, read).Allowed);

        world.Create(Bucket("photos"), "AWS::S3::Bucket");
        Assert.True(Decide(world, read).Allowed);

        world.Change(Bucket("photos"), "AWS::S3::Bucket", "s3:PutBucketPolicy", Set("policy", """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"}]}"""));
        var denied = Decide(world, read);
        Assert.False(denied.Allowed);
        Assert.Equal(PolicyLayer.Resource, denied.Layer);
    }

    [Fact]
    public void Given_LoggedOutcomes_When_Counted_Then_EachDisagreementIsShownAndOrderDoesNotMatter()
    {
        var world = Made(User, Ann, Set("inlinePolicies", Allow("ec2:*"), "ec2"));
        List<EventRecord> calls =
        [
            Call(Ann, "ec2", "StopInstances") with { Id = "a" },
            Call(Ann, "ec2", "StopInstances") with { Id = "b", Outcome = Outcome.Denied },
            Call(Ann, "iam", "CreateUser") with { Id = "c", Outcome = Outcome.Denied },
            Call(Iam("user/unseen"), "iam", "CreateUser") with { Id = "d" },
            Call(Ann, "iam", "CreateUser") with { Id = "e", Notable = false },
        ];
        var report = AgreementStage.Of(calls, world.Estate);

        Assert.Equal((4, 3, 2, 1), (report.Calls, report.Decidable, report.Agreed, report.Disagreed));
        var wrong = Assert.Single(report.Rows.SelectMany(static row => row.Examples));
        Assert.Equal(("b", "denied", "allowed"), (wrong.Event, wrong.Logged, wrong.Decided));
        Assert.Equal(1, Assert.Single(report.NotDecidable).Calls);
        calls.Reverse();
        Assert.Equal(report, AgreementStage.Of(calls, world.Estate));
    }

    private static WorldBuilder Made(string type, EntityId id, params object[] parts)
    {
        var world = new WorldBuilder();
        world.Create(id, type, parts);
        return world;
    }

    private static CallVerdict Decide(WorldBuilder world, EventRecord call) => new CallJudge(world.Estate).Decide(call);

    private static EventRecord Call(EntityId who, string service, string action) => new()
    {
        Id = "call", Time = Later, Source = RecordFormat.CloudTrail, Account = Account, Service = $"{service}.amazonaws.com", Action = action, Notable = true,
        Actor = new() { Type = ActorType.IamUser, Id = who.Value, Credential = "AKIAX" },
    };
}
