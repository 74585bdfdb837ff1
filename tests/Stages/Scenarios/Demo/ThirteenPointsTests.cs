using OrleansTwin.Demo.Scenario;
using OrleansTwin.Model.Alerts;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Incidents;
using OrleansTwin.Model.Signals;

namespace OrleansTwin.Tests.Stages.Scenarios.Demo;

/// <summary>What an analyst sees in the demo, point by point (CONTRACTS, <c>twin demo</c>).</summary>
public sealed class ThirteenPointsTests
{
    private static readonly EntityId Host = new(DemoNames.Ec2($"instance/{DemoNames.StatusHost}"));
    private static readonly EntityId Table = new(DemoNames.Table(DemoNames.Jewel));
    private static readonly EntityId Unwatched = new(DemoNames.Table(DemoNames.Unwatched));
    private static readonly EntityId Role = new(DemoNames.Iam($"role/{DemoNames.ExportRole}"));
    private static readonly EntityId User = new(DemoNames.Iam($"user/{DemoNames.Victim}"));

    private static Incident Incident => Assert.Single(DemoPlay.View.Answer.Incidents);

    private static Alert Traffic => Assert.Single(DemoPlay.View.Answer.Alerts, static alert => alert.Title == "Anomalous network traffic");

    [Fact]
    public void Given_TheDemo_When_Run_Then_Point1OneAlertOfAnomalousNetworkTraffic() => Assert.Equal(Severity.High, Traffic.Severity);

    [Fact]
    public void Given_TheDemo_When_Run_Then_Point2TheAlertIsOnTheInstance() => Assert.Equal(Host, Traffic.Entities[0]);

    [Fact]
    public void Given_TheDemo_When_Run_Then_Point3ThreeSignalsOfStorePeersAndVolume()
    {
        var signals = Traffic.Signals.Select(static id => DemoPlay.View.Signals.Single(signal => signal.Id == id)).ToList();

        Assert.Equal(
            ["behavior.network.data-store-contact", "behavior.network.outbound-peers", "behavior.network.outbound-volume"],
            signals.Select(static signal => signal.Rule).Order(StringComparer.Ordinal));
        Assert.Contains("DYNAMODB", signals.Single(static signal => signal.Rule.EndsWith("contact", StringComparison.Ordinal)).Title, StringComparison.Ordinal);
    }

    [Fact]
    public void Given_TheDemo_When_Run_Then_Point4OneCriticalIncidentJoinsEverythingAsAGraph()
    {
        Assert.Equal(Severity.Critical, Incident.Severity);
        Assert.All(DemoPlay.View.Answer.Alerts, static alert => Assert.Equal(Incident.Id, alert.Incident));
        Assert.Contains("initial-access", Incident.Tactics);
        Assert.Contains("privilege-escalation", Incident.Tactics);
        var reached = new HashSet<EntityId> { EntityId.Address(DemoNames.ExitOne) };
        while (Incident.Graph!.Edges.Any(edge => reached.Contains(edge.From) && reached.Add(edge.To)))
        {
        }

        Assert.Superset(new HashSet<EntityId> { User, Host, Role, Table }, reached);
    }

    [Fact]
    public void Given_TheDemo_When_Run_Then_Point5TheProfileStepHasItsTwoHighFindings()
    {
        var impact = ImpactOf("AssociateIamInstanceProfile");

        Assert.Equal((Severity.High, Certainty.Certain), (impact.Severity, impact.Certainty));
        Assert.Contains(FindingKind.OverPermissive, impact.Findings);
        Assert.Contains(FindingKind.CrownJewelAccess, impact.Findings);
        Assert.Contains(impact.Reasons, static reason => reason.Contains("every DynamoDB table", StringComparison.Ordinal));
        Assert.Contains(impact.Reasons, static reason => reason.Contains("the table customers, a crown jewel", StringComparison.Ordinal));
        Assert.Equal(impact.Change, Incident.RootCause!.Change);
    }

    [Fact]
    public void Given_TheDemo_When_Run_Then_Point6TheOpenedGroupIsSshOpenToTheInternet()
    {
        var impact = ImpactOf("AuthorizeSecurityGroupIngress");

        Assert.Contains(FindingKind.InternetExposed, impact.Findings);
        Assert.Contains(impact.Gained, static gain => gain.Can == "connect tcp/22" && gain.Examples.Contains(Host));
    }

    [Fact]
    public void Given_TheDemo_When_Run_Then_Point7TheHeadObjectIsRefused()
    {
        var step = StepOf("HeadObject");

        Assert.Equal((Outcome.Denied, new EntityId(DemoNames.Bucket(DemoNames.Archive)), Role), (step.Outcome, step.Target, step.Actor));
    }

    [Fact]
    public void Given_TheDemo_When_Run_Then_Point8TheReadsOfTheJewelAreOneStep()
    {
        var step = StepOf("GetItem");

        Assert.Equal((Outcome.Success, Table, Role), (step.Outcome, step.Target, step.Actor));
        Assert.InRange(step.Count, 220, 280);
    }

    [Fact]
    public void Given_TheDemo_When_Run_Then_Point9TheTrafficIsTiedToIt()
    {
        Assert.Superset(Traffic.Signals.ToHashSet(), Incident.Signals.ToHashSet());
        var steps = Incident.Steps.Where(static step => step.Action == "NetworkTraffic").ToList();
        Assert.Superset(Traffic.Signals.ToHashSet(), steps.SelectMany(static step => step.Signals).ToHashSet());
        Assert.All(steps, static step => Assert.Equal(Host, step.Actor));
    }

    [Fact]
    public void Given_TheDemo_When_Run_Then_Point10PathAndNextMovesLeadToTheOtherTables()
    {
        var move = Assert.Single(Incident.NextMoves, static move => move.Target == Unwatched);

        Assert.Equal(Likelihood.Likely, move.Likelihood);
        Assert.Equal((Host, Unwatched), (move.Path[0], move.Path[^1]));
        Assert.Contains($"role {DemoNames.ExportRole}", move.Why, StringComparison.Ordinal);
        Assert.DoesNotContain(Incident.NextMoves, static move => move.Target == Table);
    }

    [Fact]
    public void Given_TheDemo_When_Run_Then_Point11TheBlastRadiusIsWorstFirst()
    {
        Assert.Equal(1, Incident.BlastRadius!.CrownJewels);
        Assert.Equal(Table, Incident.BlastRadius.Entities[0]);
        Assert.Superset(DemoNames.Tables.Select(static table => new EntityId(DemoNames.Table(table))).ToHashSet(), Incident.BlastRadius.Entities.ToHashSet());
    }

    [Fact]
    public void Given_TheDemo_When_Run_Then_Point12TheOriginIsTor()
    {
        Assert.Equal((DemoNames.ExitOne, "tor-exits"), (Incident.Origin[0].Ip, Incident.Origin[0].Intel[0]));
        Assert.Contains("from Tor", Incident.Title, StringComparison.Ordinal);
    }

    [Fact]
    public void Given_TheDemo_When_Run_Then_Point13SummaryAndRecommendationsRestOnEvidence()
    {
        var known = DemoPlay.View.Events.Keys.Concat(DemoPlay.View.Signals.Select(static signal => signal.Id)).Concat(DemoPlay.View.Impacts.Select(static impact => impact.Id)).ToHashSet();
        Assert.All(Incident.Summary!.Sentences, sentence =>
        {
            Assert.NotEmpty(sentence.Evidence);
            Assert.All(sentence.Evidence, id => Assert.Contains(id, known));
            Assert.DoesNotContain("Somebody", sentence.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("more)", sentence.Text, StringComparison.Ordinal);
        });
        Assert.Contains($"--access-key-id {DemoNames.VictimKey} --status Inactive", Incident.Summary.Recommendations[0].Command, StringComparison.Ordinal);
        Assert.Contains(Incident.Summary.Recommendations, static advice => advice.Command?.Contains("revoke-security-group-ingress", StringComparison.Ordinal) == true);
        Assert.Contains(Incident.Summary.Recommendations, static advice => advice.Target == Table);
    }

    private static IncidentStep StepOf(string action) => Assert.Single(Incident.Steps, step => step.Action == action);

    private static Impact ImpactOf(string action)
    {
        var id = Assert.Single(StepOf(action).Impacts);
        return DemoPlay.View.Impacts.Single(impact => impact.Id == id);
    }
}
