using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Pipeline;
using OrleansTwin.Pipeline.Settle;
using OrleansTwin.Twin.Estates;
using OrleansTwin.Twin.State;

namespace OrleansTwin.Tests.Stages.Pipeline.Settle;

/// <summary>What a service deletes along with another thing is told where it is documented and its condition is known.</summary>
public sealed class CascadeStageTests
{
    private const string Vpc = "arn:aws:ec2:us-east-1:111122223333:vpc/vpc-1";
    private const string Group = "arn:aws:ec2:us-east-1:111122223333:security-group/sg-1";
    private const string GroupType = "AWS::EC2::SecurityGroup";

    [Fact]
    public void Given_the_default_group_of_a_VPC_When_the_VPC_is_deleted_Then_it_is_gone_too()
    {
        var view = View(Gone(5), Told("\"default\""));

        Assert.Equal((EntityLife.Deleted, 2), (view.State, view.Version));
        Assert.Empty(view.Relations);
        Assert.Equal(At(5).Time, view.Knowledge.AsOf);
    }

    [Fact]
    public void Given_a_group_of_another_name_When_the_VPC_is_deleted_Then_nothing_is_said_of_it() => Assert.Equal(EntityLife.Active, View(Gone(5), Told("\"web\"")).State);

    [Fact]
    public void Given_a_group_whose_name_is_not_known_When_the_VPC_is_deleted_Then_it_is_told_what_it_hangs_on()
    {
        var view = View(Gone(5), Told(null));

        Assert.Equal(EntityLife.Active, view.State);
        Assert.Contains(view.Knowledge.Unknown, static unknown => unknown.StartsWith("state: " + Vpc, StringComparison.Ordinal) && unknown.Contains("groupName", StringComparison.Ordinal));
    }

    [Fact]
    public void Given_a_change_of_the_group_after_the_deletion_When_viewed_Then_it_is_there() =>
        Assert.Equal(EntityLife.Active, View(Gone(5), Told("\"default\""), Change(Group, GroupType, 6, ChangeKind.Change, [])).State);

    [Fact]
    public void Given_the_deletion_by_a_call_without_a_documented_cascade_When_viewed_Then_nothing_goes_along() =>
        Assert.Equal(EntityLife.Active, View(Gone(5) with { Action = "ec2:SomethingElse" }, Told("\"default\"")).State);

    [Fact]
    public void Given_a_time_before_the_deletion_When_viewed_as_of_then_Then_it_is_there() => Assert.Equal(EntityLife.Active, View(At(4), Gone(5), Told("\"default\"")).State);

    private static ResourceChange Gone(int minute) => Change(Vpc, "AWS::EC2::VPC", minute, ChangeKind.Delete, []) with { Action = "ec2:DeleteVpc" };

    private static ResourceChange Told(string? name) => Change(Group, GroupType, 1, ChangeKind.Create, name is null ? [] : [new("groupName", AttributeOp.Set, name)]) with
    {
        Relations = [new(RelationKind.InVpc, new(Vpc), "AWS::EC2::VPC")],
    };

    private static ResourceChange Change(string id, string type, int minute, ChangeKind kind, AttributeChange[] attributes) => new()
    {
        Entity = new(new(id), EntityKind.Resource, type),
        At = At(minute),
        Kind = kind,
        Basis = KnowledgeBasis.Write,
        Attributes = new(attributes),
    };

    private static EventOrder At(int minute) => new(new DateTimeOffset(2026, 3, 1, 10, minute, 0, TimeSpan.Zero).UtcTicks, EventPhase.Change, $"e{minute}");

    private static EntityView View(params ResourceChange[] changes) => View(EventOrder.Latest, changes);

    private static EntityView View(EventOrder asOf, params ResourceChange[] changes)
    {
        var states = changes.GroupBy(static change => change.Entity.Id).ToDictionary(static group => group.Key, static group => EntityState.Empty(group.Key) with { Log = group.Aggregate(ChangeLog.Empty, static (log, change) => log.Add(change)) });
        var estate = states.Values.Aggregate(EstateIndex.Empty, static (index, state) => index.With(state.Id, state.Log));
        return StageBinding.Views(new RunConfig()).View(states[new(Group)], estate, asOf);
    }
}
