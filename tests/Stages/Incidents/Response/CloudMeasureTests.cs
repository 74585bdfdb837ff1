using OrleansTwin.Incidents;
using OrleansTwin.Incidents.Story;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Signals;

namespace OrleansTwin.Tests.Stages.Incidents.Response;

/// <summary>Recommendations of an incident on Google Cloud come from the catalogue, and are the same for any order.</summary>
public sealed class CloudMeasureTests
{
    private static readonly DateTimeOffset Start = RandomWorlds.Start;
    private static readonly EntityId Account = new("//iam.googleapis.com/projects/shop/serviceAccounts/job@shop.iam.gserviceaccount.com");
    private static readonly EntityId Rule = new("//compute.googleapis.com/projects/shop/global/firewalls/ssh");

    [Fact]
    public void Given_AServiceAccountThatOpensTheFirewall_When_Told_Then_TheMeasuresHaveCommandsAndSayWhatGoesOn()
    {
        var incident = Assert.Single(IncidentStage.Build(World(1)).Incidents);
        var measures = incident.Summary!.Recommendations;
        Assert.Contains(measures, static one => one.Target == Rule && one.Command == "gcloud compute firewall-rules update ssh --disabled --project=shop");
        var account = Assert.Single(measures, static one => one.Target == Account);
        Assert.Equal("gcloud iam service-accounts disable job@shop.iam.gserviceaccount.com", account.Command);
        Assert.Contains(account.Breaks, static text => text.StartsWith("does not stop: ", StringComparison.Ordinal));
        Assert.DoesNotContain(measures.SelectMany(static one => one.Breaks), static text => text.Contains("not known", StringComparison.Ordinal));
        Assert.Equal(incident, Assert.Single(IncidentStage.Build(World(-1)).Incidents));
    }

    private static IncidentWorld World(int turn)
    {
        var events = new[] { Event("a", 0, "v1.compute.firewalls.insert", Rule), Event("b", 1, "storage.objects.get", new("//storage.googleapis.com/sales")) };
        var index = new EventIndex(turn > 0 ? events : events.Reverse());
        var signals = new[] { Of("rule-a", "a", Rule), Of("rule-b", "b", Account) };
        return new()
        {
            Signals = turn > 0 ? signals : [.. signals.Reverse()],
            EventOf = index.Find,
            EventsOf = index.Of,
            ViewOf = static id => id == Rule ? new() { Id = id, Type = "compute.googleapis.com/Firewall", State = EntityLife.Active, Config = """{"direction":"INGRESS","allowed":[{"IPProtocol":"tcp"}]}""", Knowledge = new(KnowledgeBasis.Write, Start, true, [], []) } : null,
        };
    }

    private static EventRecord Event(string id, int minute, string action, EntityId target) => new()
    {
        Id = id, Time = Start.AddMinutes(minute), Source = RecordFormat.GcpAudit, Cloud = Cloud.Gcp, Account = "shop", Action = action, Service = "compute.googleapis.com", ReadOnly = false, Notable = true,
        Actor = new() { Type = ActorType.ServiceAccount, Id = Account.Value }, SourceIp = "203.0.113.7", Targets = [new(target, string.Empty, TargetRole.Primary)], Behind = new(Account, "self", Confidence.Proven, []),
    };

    private static Signal Of(string rule, string evidence, EntityId entity) => new()
    {
        Id = Signal.IdOf(rule, entity, evidence), Time = Start.AddMinutes(evidence == "a" ? 0 : 1), LastTime = Start.AddMinutes(1), Rule = rule, Title = rule, Kind = SignalKind.Indicator, Dimension = SignalDimension.Network, Severity = Severity.High, Score = 60, Family = rule,
        Entities = [entity], Evidence = [evidence], Tactics = ["initial-access"], Actor = new() { Id = Account, Type = "serviceAccount", SourceIp = "203.0.113.7", Behind = new(Account, "self", Confidence.Proven, []) },
        Explanation = new(rule, "network", "seen", "not seen", "7d"),
    };
}
