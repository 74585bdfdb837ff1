using CsCheck;
using OrleansTwin.Incidents.Response;
using OrleansTwin.Incidents.Story;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Responses;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Tests.Stages.Incidents.Response;

/// <summary>The guard rails: what no plan touches, who must approve, how many actions an hour.</summary>
public sealed class GuardTests
{
    private static readonly DateTimeOffset Now = ResponseCase.AsOf;

    [Theory]
    [InlineData("arn:aws:iam::111122223333:user/prod-break-glass", "aws.iam.quarantine-user", "emergencies")]
    [InlineData("arn:aws:iam::111122223333:role/incident-response-runner", "aws.iam.revoke-role-sessions", "response itself")]
    [InlineData("arn:aws:iam::111122223333:role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX", "aws.iam.revoke-role-sessions", "service of the cloud")]
    [InlineData("arn:aws:iam::111122223333:user/olga", "aws.iam.quarantine-user", "configuration protects")]
    public void Given_AProtectedIdentity_When_Planned_Then_ItIsToldAndNoCommandIsOffered(string id, string name, string why)
    {
        var action = Plan(new(id)).Single(action => action.Action == name);
        Assert.Equal(Readiness.Protected, action.Readiness);
        Assert.Contains(why, action.Guard.Protected, StringComparison.Ordinal);
        Assert.Null(action.Command.Bash);
        Assert.Null(action.Rollback.Command);
        Assert.Contains("protected", action.Command.Withheld, StringComparison.Ordinal);
    }

    [Fact]
    public void Given_ATagOrALogBucket_When_Planned_Then_TheyAreProtectedExceptWhereTheActionMendsThem()
    {
        var user = new EntityId("arn:aws:iam::111122223333:user/dana");
        Assert.Equal(Readiness.Protected, Plan(user, tags: [new("break-glass", "true")]).Single(static action => action.Action == "aws.iam.quarantine-user").Readiness);
        Assert.NotEqual(Readiness.Protected, Plan(user).Single(static action => action.Action == "aws.iam.quarantine-user").Readiness);

        // The bucket of the trail: public access to it may be blocked.
        var bucket = new EntityId("arn:aws:s3:::trail-logs");
        Assert.NotEqual(Readiness.Protected, Assert.Single(Plan(bucket, receives: RelationKind.LogsTo)).Readiness);
        var instance = new EntityId("arn:aws:ec2:eu-west-1:111122223333:instance/i-0123456789abcdef0");
        Assert.All(Plan(instance, receives: RelationKind.LogsTo), static action => Assert.Contains("log pipeline", action.Guard.Protected, StringComparison.Ordinal));
        Assert.All(Plan(new("arn:aws:cloudtrail:eu-west-1:111122223333:trail/main")), static action => Assert.Null(action.Guard.Protected));
    }

    [Fact]
    public void Given_AJewelOrAWholeAccount_When_Planned_Then_TwoMustApprove()
    {
        var bucket = new EntityId("arn:aws:s3:::customers");
        Assert.Equal(1, Assert.Single(Plan(bucket)).Guard.Approvals);
        var jewel = Assert.Single(Plan(bucket, jewel: new("critical", JewelBasis.Marked, "marked")));
        Assert.Equal(2, jewel.Guard.Approvals);
        Assert.Contains("crown jewel", Assert.Single(jewel.Guard.Why), StringComparison.Ordinal);
        Assert.Equal(2, Assert.Single(Plan(EntityId.Account("111122223333"))).Guard.Approvals);
    }

    [Fact]
    public void Given_AnyTimesOfActions_When_AskedForTheNext_Then_NoHourHoldsMoreThanTheLimit() =>
        Gen.Select(Gen.Int[0, 180].Array[0, 40], Gen.Int[1, 6]).Sample(
            static (minutes, max) =>
            {
                var taken = new List<DateTimeOffset>();
                foreach (var minute in minutes.Order())
                {
                    var now = Now.AddMinutes(minute);
                    var next = GuardStage.NextAt(now, taken, max);
                    var within = taken.Count(time => now - time < TimeSpan.FromHours(1));
                    Assert.Equal(within < max, next == now);
                    Assert.True(taken.Count(time => next - time < TimeSpan.FromHours(1)) < max);
                    if (next == now)
                    {
                        taken.Add(now);
                    }
                }
            },
            iter: 500);

    private static ValueArray<PlannedAction> Plan(EntityId id, CrownJewel? jewel = null, ValueArray<KeyValuePair<string, string>> tags = default, RelationKind? receives = null)
    {
        var view = new EntityView { Id = id, Type = EntityTypes.Of(id), State = EntityLife.Active, CrownJewel = jewel, Tags = tags, Knowledge = new(KnowledgeBasis.Write, Now, true, [], []) };
        return PlanStage.Of(id, new ResponseWorld
        {
            AsOf = Now, PreparedAt = Now, ViewOf = one => one == id ? view : null,
            RelationsTo = one => one == id && receives is { } kind ? [new IncomingRelation(new("arn:aws:cloudtrail:eu-west-1:111122223333:trail/main"), kind)] : [],
            Settings = new(["olga"], new Dictionary<string, string>()),
        }).Actions;
    }
}
