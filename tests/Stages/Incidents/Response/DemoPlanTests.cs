using OrleansTwin.Access.Attacks;
using OrleansTwin.Access.Paths;
using OrleansTwin.Incidents.Response;
using OrleansTwin.Incidents.Story;
using OrleansTwin.Incidents.Text;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Incidents;
using OrleansTwin.Model.Json;
using OrleansTwin.Model.Responses;
using OrleansTwin.Pipeline;
using OrleansTwin.Pipeline.Settle;
using OrleansTwin.Tests.Stages.Scenarios.Demo;
using OrleansTwin.Twin.Estates;

namespace OrleansTwin.Tests.Stages.Incidents.Response;

/// <summary>The plan for the demo's incident, over the twin of its logs.</summary>
public sealed class DemoPlanTests
{
    private static readonly DateTimeOffset PreparedAt = new(2026, 3, 9, 5, 0, 0, TimeSpan.Zero);
    private static readonly Incident Critical = DemoPlay.View.Answer.Incidents.MaxBy(static incident => incident.Score)!;
    private static readonly ResponsePlan Plan = PlanStage.Of(Critical, World());

    [Fact]
    public void Given_TheDemo_When_Planned_Then_TheKeyIsFirstAndEachStepOfTheAttackHasItsAnswer()
    {
        Assert.Equal("aws.iam.deactivate-access-key", Plan.Actions[0].Action);
        var names = Plan.Actions.Select(static action => action.Action).ToHashSet();
        Assert.Superset(new HashSet<string> { "aws.ec2.take-off-instance-profile", "aws.ec2.close-ingress", "aws.iam.revoke-role-sessions", "aws.iam.quarantine-user", "aws.ec2.isolate-instance" }, names);
        Assert.All(Plan.Actions, static action => Assert.NotEmpty(action.Evidence));
        Assert.All(Plan.Actions.SelectMany(static action => action.Evidence), static id => Assert.True(DemoPlay.View.Events.ContainsKey(id), id));

        // Traffic and calls are counted from the twin.
        var profile = Plan.Actions.Single(static action => action.Action == "aws.ec2.take-off-instance-profile");
        Assert.Equal(Readiness.Ready, profile.Readiness);
        Assert.Contains(profile.Breaks, static effect => effect is { Known: true, Count: > 0 } && effect.Text.StartsWith("calls of its role", StringComparison.Ordinal));
        Assert.Contains(Plan.Actions.Single(static action => action.Action == "aws.ec2.isolate-instance").Breaks, static effect => effect is { Known: true, Count: > 0 } && effect.Text.StartsWith("connections", StringComparison.Ordinal));
    }

    [Fact]
    public void Given_TheDemo_When_Contained_Then_CutsPartTheInstanceFromTheJewelAndWhatRemainsIsTold()
    {
        var option = Assert.IsType<ContainmentOption>(Plan.Containment!.Value[0]);
        Assert.NotEmpty(option.Cuts);
        var jewels = DemoPlay.View.Entities.Where(static entity => entity.CrownJewel is { Basis: Model.Entities.JewelBasis.Marked }).Select(static entity => entity.Id).ToHashSet();
        Assert.NotEmpty(jewels);
        Assert.All(Plan.Containment!.Value, one => Assert.DoesNotContain(one.Remaining, jewels.Contains));
        Assert.All(option.Cuts.SelectMany(static cut => cut.Actions), static id => Assert.Contains(Plan.Actions, action => action.Id == id));
    }

    [Fact]
    public void Given_TheSameIncident_When_PlannedAgainInAnotherOrder_Then_TheSamePlan()
    {
        var turned = Critical with { Entities = new([.. Critical.Entities.Reverse()]), Steps = new([.. Critical.Steps.Reverse()]) };
        Assert.Equal(TwinJson.Line(Plan), TwinJson.Line(PlanStage.Of(turned, World())));
    }

    [Fact]
    public void Given_ThePlan_When_Shown_Then_EveryTextIsPlain() =>
        Assert.All(Plan.Actions.SelectMany(static action => action.Checks.Select(static check => check.Why).Append(action.Title).Append(action.Why).Concat(action.Breaks.Select(static effect => effect.Text))), static text => Assert.True(HostileText.IsPlain(text), text));

    private static ResponseWorld World()
    {
        var view = DemoPlay.View;
        var entities = view.Entities.ToDictionary(static entity => entity.Id);
        var incoming = view.Entities.SelectMany(static entity => entity.Relations.Select(relation => (relation.To, From: new IncomingRelation(entity.Id, relation.Kind)))).ToLookup(static pair => pair.To, static pair => pair.From);
        Adjacency? graph = null;
        return ResponseWorldStage.Of(
            view, PreparedAt, ResponseSettings.None, id => entities.GetValueOrDefault(id), id => [.. incoming[id]], view.Impacts.ToDictionary(static impact => impact.Id),
            (held, targets) => ContainmentStage.Of(graph ??= AdjacencyStage.Of(new EstateAsOf(view.Estate, Model.Events.EventOrder.Latest), StageBinding.Impacts(DemoPlay.Config)), Foothold.Of([.. held]), targets));
    }
}
