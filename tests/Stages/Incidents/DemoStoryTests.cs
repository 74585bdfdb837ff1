using CsCheck;
using OrleansTwin.Incidents;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Incidents;
using OrleansTwin.Model.Json;
using OrleansTwin.Model.Signals;
using Xunit;

namespace OrleansTwin.Tests.Stages.Incidents;

public sealed class DemoStoryTests
{
    private static readonly IncidentAnswer Answer = IncidentStage.Build(DemoWorld.World());

    private static Incident Incident => Assert.Single(Answer.Incidents);

    [Fact]
    public void Given_TheDemo_When_Built_Then_OneNetworkAlertOfThreeSignalsOnTheInstance()
    {
        var alert = Assert.Single(Answer.Alerts, static each => each.Title == "Anomalous network traffic");
        Assert.Equal(Severity.High, alert.Severity);
        Assert.Equal(3, alert.Signals.Count);
        Assert.Equal(DemoWorld.Instance, alert.Entities[0]);
        Assert.Equal(Incident.Id, alert.Incident);
    }

    [Fact]
    public void Given_TheDemo_When_Built_Then_OneCriticalIncidentWithTheStepsInOrder()
    {
        Assert.Equal(Severity.Critical, Incident.Severity);
        Assert.Equal("dana's key from Tor read customers", Incident.Title);
        Assert.Equal(
            ["DescribeInstances", "AssociateIamInstanceProfile", "AuthorizeSecurityGroupIngress", "HeadObject", "GetItem", "NetworkTraffic", "NetworkTraffic", "NetworkTraffic"],
            Incident.Steps.Select(static step => step.Action));
        Assert.Equal(Outcome.Denied, Incident.Steps[3].Outcome);
        var reads = Incident.Steps[4];
        Assert.Equal(40, reads.Count);
        Assert.Equal(DemoWorld.Table, reads.Target);
        Assert.Single(Incident.Steps[1].Impacts);
        Assert.Single(Incident.Steps[2].Impacts);
        Assert.All(Incident.Steps.Skip(5), static step => Assert.Equal(DemoWorld.Instance, step.Actor));
    }

    [Fact]
    public void Given_TheDemo_When_Built_Then_CauseOriginRadiusMovesAndGraphAreThere()
    {
        Assert.Equal("assoc-1", Incident.RootCause?.Change);
        Assert.Equal(["tor-exit"], Incident.Origin[0].Intel);
        Assert.Equal(DemoWorld.Table, Incident.BlastRadius!.Entities[0]);
        Assert.Equal(1, Incident.BlastRadius.CrownJewels);
        Assert.Contains(DemoWorld.Orders, Incident.BlastRadius.Entities);
        Assert.Contains(Incident.NextMoves, static move => move.Target == DemoWorld.Orders && move.Likelihood == Likelihood.Likely && move.Path.Count > 1);
        Assert.DoesNotContain(Incident.NextMoves, static move => move.Target == DemoWorld.Table);
        var graph = Incident.Graph!;
        Assert.Contains(graph.Edges, static edge => edge.Kind == "did" && edge.To == DemoWorld.Table);
        Assert.Contains(graph.Edges, static edge => edge.Kind == "denied" && edge.To == DemoWorld.Bucket);
        Assert.Contains(graph.Edges, static edge => edge.Kind == "assumed" && edge.From == DemoWorld.Instance && edge.To == DemoWorld.Role);
        Assert.Contains(graph.Edges, static edge => edge.Kind == "canReach" && edge.To == DemoWorld.Instance);
        Assert.Contains(graph.Edges, static edge => edge.Kind == "predicted" && edge.To == DemoWorld.Orders);
        Assert.Contains(graph.Nodes, static node => node.Id == EntityId.Address(DemoWorld.Tor) && node.State == "source" && node.Hop == 0);
        Assert.Contains(graph.Nodes, static node => node.Id == DemoWorld.Bucket && node.State == "attempted");
        Assert.Contains(Incident.Evidence!.CouldNotSee, static spot => spot.What == "Reads of orders");
    }

    [Fact]
    public void Given_ARecordOfTheStoryThatCameLate_When_Built_Then_TheIncidentSaysSo()
    {
        var late = Assert.Single(IncidentStage.Build(DemoWorld.World() with { LateEvents = new HashSet<string>(StringComparer.Ordinal) { "assoc-1", "of another story" } }).Incidents);
        Assert.Contains(late.Evidence!.CouldNotSee, static spot => spot.What == "How the incident looked before 1 record of it came");
        Assert.DoesNotContain(Incident.Evidence!.CouldNotSee, static spot => spot.What.StartsWith("How the incident looked", StringComparison.Ordinal));
    }

    [Fact]
    public void Given_TheDemo_When_Summarised_Then_EverySentenceResolvesToEvidence()
    {
        var known = DemoWorld.Events.Select(static record => record.Id).Concat(DemoWorld.Signals.Select(static signal => signal.Id))
            .Concat(DemoWorld.Signals.SelectMany(static signal => signal.Evidence)).Concat(DemoWorld.Impacts.Select(static impact => impact.Id)).ToHashSet();
        var summary = Incident.Summary!;
        Assert.NotEmpty(summary.Sentences);
        Assert.All(summary.Sentences, sentence => Assert.All(sentence.Evidence, id => Assert.Contains(id, known)));
        Assert.All(summary.Sentences, static sentence => Assert.NotEmpty(sentence.Evidence));
        Assert.Contains(summary.Recommendations, static each => each.Command == "aws iam update-access-key --user-name dana --access-key-id AKIAIOSFODNN7EXAMPLE --status Inactive");
        Assert.Contains(summary.Recommendations, static each => each.Command == "aws ec2 revoke-security-group-ingress --group-id sg-0a1b2c3d4e5f60718 --protocol tcp --port 22 --cidr 0.0.0.0/0 --region eu-west-1");
        Assert.Contains(summary.Recommendations, static each => each.Breaks.Any(static text => text.Contains(DemoWorld.Office, StringComparison.Ordinal)));
    }

    [Fact]
    public void Given_AColleagueAtWork_When_Built_Then_SheAndTheOwnersOfficeWorkStayOut()
    {
        var events = Incident.Steps.SelectMany(static step => step.Events).ToHashSet();
        Assert.DoesNotContain("olga-1", events);
        Assert.DoesNotContain("olga-2", events);
        Assert.DoesNotContain("dana-office", events);
        Assert.DoesNotContain(DemoWorld.Colleague, Incident.Entities);
    }

    [Fact]
    public void Given_AColleaguesCarelessChange_When_ItEnabledTheTraffic_Then_ItIsTheCauseAndHerOtherWorkStaysOut()
    {
        var signals = DemoWorld.Signals.Where(static signal => signal.Family == "anomalous-network-traffic").ToList();
        var change = DemoWorld.Impacts[1] with { Id = "imp-olga", Change = "olga-1", Actor = DemoWorld.Colleague, Time = DemoWorld.Start.AddMinutes(3) };
        var incident = Assert.Single(IncidentStage.Build(DemoWorld.World(signals, [change], DemoWorld.Events)).Incidents);
        Assert.Equal("olga-1", incident.RootCause?.Change);
        Assert.DoesNotContain(incident.Steps, static step => step.Events.Contains("olga-2"));
        Assert.DoesNotContain(incident.Actors, static actor => actor.Id == DemoWorld.Colleague);

        var hidden = change with { Findings = [OrleansTwin.Model.Impacts.FindingKind.LoggingDisabled] };
        Assert.NotEqual("olga-1", Assert.Single(IncidentStage.Build(DemoWorld.World(signals, [hidden], DemoWorld.Events)).Incidents).RootCause?.Change);

        var late = change with { Time = DemoWorld.Start.AddDays(-8) };
        Assert.NotEqual("olga-1", Assert.Single(IncidentStage.Build(DemoWorld.World(signals, [late], DemoWorld.Events)).Incidents).RootCause?.Change);
    }

    [Fact]
    public void Given_FlowRecordsInTheHistory_When_Built_Then_TheirSignalTellsThemAndNobodyIsSaidToCallThem()
    {
        var flows = DemoWorld.Signals.Where(static signal => signal.Dimension == SignalDimension.Network).SelectMany(static signal => signal.Evidence).Distinct()
            .Select(static (id, index) => new EventRecord { Id = id, Time = DemoWorld.Start.AddMinutes(15 + index), Source = RecordFormat.VpcFlow, Cloud = Cloud.Aws, Account = DemoWorld.AccountId, Region = "eu-west-1", Action = "Flow", Actor = new() });

        var incident = Assert.Single(IncidentStage.Build(DemoWorld.World(DemoWorld.Signals, DemoWorld.Impacts, [.. DemoWorld.Events, .. flows])).Incidents);

        Assert.Equal(Incident.Steps.Select(static step => step.Action), incident.Steps.Select(static step => step.Action));
        Assert.DoesNotContain(incident.Steps, static step => step.Text.Contains("Somebody", StringComparison.Ordinal));
    }

    [Fact]
    public void Given_ASignalOfAChange_When_Summarised_Then_ItIsToldOnce()
    {
        var signal = DemoWorld.Signals[0] with
        {
            Id = "sig-change", Time = DemoWorld.Start.AddMinutes(2), Rule = "twin.impact.change", Title = "a change opened the table", Kind = SignalKind.Configuration, Severity = Severity.High,
            Family = "configuration-impact", Entities = [DemoWorld.Instance], Evidence = ["assoc-1"],
        };

        var incident = Assert.Single(IncidentStage.Build(DemoWorld.World([.. DemoWorld.Signals, signal], DemoWorld.Impacts, DemoWorld.Events)).Incidents);

        Assert.Contains("sig-change", incident.Signals);
        Assert.DoesNotContain(incident.Summary!.Sentences, static sentence => sentence.Text.Contains("a change opened the table", StringComparison.Ordinal));
        Assert.Single(incident.Summary.Sentences, static sentence => sentence.Text.Contains("AssociateIamInstanceProfile", StringComparison.Ordinal));
    }

    [Fact]
    public void Given_AnyOrder_When_Built_Then_TheSameBytes()
    {
        var expected = TwinJson.Line(Answer);
        Gen.Select(Gen.Shuffle(DemoWorld.Signals.ToArray()), Gen.Shuffle(DemoWorld.Impacts.ToArray()), Gen.Shuffle(DemoWorld.Events.ToArray()))
            .Sample((signals, impacts, events) => TwinJson.Line(IncidentStage.Build(DemoWorld.World([.. signals, signals[0]], impacts, events))) == expected, iter: 10);
    }
}
