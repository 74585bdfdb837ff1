using OrleansTwin.Incidents.Correlation;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Signals;
using Xunit;

namespace OrleansTwin.Tests.Stages.Incidents;

/// <summary>What holds an incident together, and what must not.</summary>
public sealed class BelongingTests
{
    private static readonly DateTimeOffset Start = RandomWorlds.Start;
    private static readonly EntityId Role = new("arn:aws:iam::111122223333:role/administrator");

    [Fact]
    public void Given_WeakSignalsAllDay_When_Correlated_Then_TheyDoNotBridgeTwoAlerts_And_EachIsToldWithTheNearest()
    {
        Signal[] signals =
        [
            Of("morning", 0, User(1), Severity.Medium), .. Enumerable.Range(1, 19).Select(hour => Of($"info{hour}", hour * 60, User(1), hour % 2 == 0 ? Severity.Info : Severity.Low)), Of("night", 20 * 60, User(1), Severity.Medium),
        ];
        var groups = CorrelationStage.Correlate(signals, [], LinkSource.Of(static _ => null)).Groups;
        Assert.Equal(2, groups.Count);
        Assert.Equal(["info1", "info2", "morning"], groups[0].Signals.Select(static signal => signal.Rule).Order(StringComparer.Ordinal));
        Assert.Equal(["info18", "info19", "night"], groups[1].Signals.Select(static signal => signal.Rule).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Given_ARoleThatATeamShares_When_TwoPeopleAreKnownBehindIt_Then_TheyAreTwoIncidents_EvenOnOneOwnedPolicy()
    {
        Signal By(string rule, int minute, string person) => Of(rule, minute, Role, Severity.High) with
        {
            Actor = new() { Id = Role, Behind = new(new($"federated:idp|{person}"), "federation", Confidence.Strong, []) },
            Entities = [Role, new("arn:aws:iam::aws:policy/AdministratorAccess")],
        };
        Assert.Equal(2, Groups(By("a", 0, "ann"), By("b", 30, "ben")));
        Assert.Equal(1, Groups(By("a", 0, "ann"), By("b", 30, "ann")));
    }

    [Fact]
    public void Given_OneFactUnderTwoNames_When_Correlated_Then_ItIsOneWeakLink_And_AHubTheTwinRemembersIsNone()
    {
        var bucket = new EntityId("arn:aws:s3:::reports");
        Signal By(int user) => Of($"r{user}", user, User(user), Severity.Medium) with { Actor = new() { Id = User(user), SourceIp = "198.51.100.9" }, Entities = [User(user), bucket] };
        Assert.Equal(1, Groups(By(1), By(2)));
        var office = LinkSource.Of(static _ => null) with { UsersOf = static (kind, _, _) => kind == LinkKind.Origin ? 40 : null };
        Assert.Equal(2, CorrelationStage.Correlate([By(1), By(2)], [], office).Groups.Count);
    }

    [Fact]
    public void Given_AnEnablingChange_When_TheLaterActorUsedIt_Then_ItJoins_And_NotWhatHeHadDoneBefore()
    {
        var change = new Impact { Id = Impact.IdOf("grant", User(2)), Time = Start.AddHours(1), Change = "grant", Resource = User(2), Actor = User(1), Severity = Severity.High, Gained = [new() { Who = User(2), Can = "read", What = "secrets" }] };
        var maker = Of("granted", 60, User(1), Severity.High) with { Actor = new() { Id = User(1) }, Evidence = ["grant"] };
        var use = Of("read", 40 * 60, User(2), Severity.Medium) with { Actor = new() { Id = User(2) }, Evidence = ["use"] };
        var record = new EventRecord { Id = "use", Time = use.Time, Action = "GetSecretValue", ReadOnly = true, Actor = new() { Id = User(2).Value } };
        EventRecord? Find(string id) => id == "use" ? record : null;

        var joined = Assert.Single(CorrelationStage.Correlate([maker, use], [change], LinkSource.Of(Find)).Groups);
        Assert.Contains(joined.Links, static link => link.Kind == LinkKind.EnablingChange && link.Shared == User(2).Value);
        var usual = LinkSource.Of(Find) with { FirstUseOf = static _ => Start };
        Assert.Equal(2, CorrelationStage.Correlate([maker, use], [change], usual).Groups.Count);

        // The same change as usual work raises nothing: it is still told with what it enabled, and brings nothing of its maker along.
        var routine = Assert.Single(CorrelationStage.Correlate([maker with { Severity = Severity.Low }, use], [change], LinkSource.Of(Find)).Groups);
        Assert.Single(routine.Impacts);
        Assert.Single(routine.Signals);
    }

    [Fact]
    public void Given_AFleetOfSixty_When_AllDoTheSame_Then_OneIncident_And_AnotherRuleStaysApart()
    {
        var role = new EntityId("arn:aws:iam::111122223333:role/workers");
        Signal By(string rule, int index) => Of(rule, index, new($"arn:aws:ec2:eu-west-1:111122223333:instance/i-{index:D17}"), Severity.Medium) with
        {
            Actor = new() { Id = role, Behind = new(new($"aws:instance:i-{index:D17}"), "instance", Confidence.Proven, []) },
        };
        Assert.Equal(1, Groups([.. Enumerable.Range(0, 60).Select(index => By("refresh", index))]));
        Assert.Equal(2, Groups([.. Enumerable.Range(0, 60).Select(index => By("refresh", index)), By("stolen", 99)]));
    }

    [Fact]
    public void Given_AChainOverThreeAccountsAndTenDays_When_Correlated_Then_OneIncident_And_AnotherHandOfTheSameNameIsNot()
    {
        string[] accounts = ["111122223333", "444455556666", "777788889999"];
        string[] tactics = ["initial-access", "persistence", "credential-access", "collection", "exfiltration"];
        Signal Step(int index, string address) => Of($"step{index}", index * 50 * 60, new($"arn:aws:iam::{accounts[index % 3]}:role/deploy"), Severity.Medium) with
        {
            Actor = new() { Id = new($"arn:aws:iam::{accounts[index % 3]}:role/deploy"), SourceIp = address, Behind = new(User(1), "chain", Confidence.Strong, []) }, Tactics = [tactics[index]],
        };
        Assert.Equal(1, Groups([.. Enumerable.Range(0, 5).Select(index => Step(index, "203.0.113.5"))]));
        Assert.Equal(2, Groups(Step(0, "203.0.113.5"), Step(2, "198.51.100.77")));

        // The same act again is no progress.
        Assert.Equal(2, Groups(Step(0, "203.0.113.5"), Step(2, "203.0.113.5") with { Tactics = ["initial-access"] }));
    }

    [Fact]
    public void Given_AnActBetweenTwoAlerts_When_TheActorOfTheOneMadeWhatTheOtherIsAbout_Then_OneIncident_And_NotWhenItIsInformational()
    {
        var instance = new EntityId("arn:aws:ec2:eu-west-1:111122223333:instance/i-0123456789abcdef0");
        var maker = Of("persist", 0, User(1), Severity.Medium) with { Actor = new() { Id = User(1) } };
        var act = Of("made", 20, User(1), Severity.Low) with { Actor = new() { Id = User(1) }, Entities = [User(1), instance], Evidence = ["run"] };
        var traffic = Of("traffic", 300, instance, Severity.Medium) with { Dimension = SignalDimension.Network };
        var source = LinkSource.Of(static id => id == "run" ? new EventRecord { Id = "run", Time = Start, Action = "RunInstances", ReadOnly = false, Actor = new() { Id = User(1).Value } } : null);
        var joined = Assert.Single(CorrelationStage.Correlate([maker, act, traffic], [], source).Groups);
        Assert.Contains(joined.Links, static link => link is { Kind: LinkKind.TouchedResource, With: LinkKind.Lineage });
        Assert.Equal(2, CorrelationStage.Correlate([maker, act with { Severity = Severity.Info }, traffic], [], source).Groups.Count);
    }

    private static int Groups(params Signal[] signals) => CorrelationStage.Correlate(signals, [], LinkSource.Of(static _ => null)).Groups.Count;

    private static EntityId User(int index) => new($"arn:aws:iam::111122223333:user/user{index}");

    private static Signal Of(string rule, int minute, EntityId subject, Severity severity) => new()
    {
        Id = Signal.IdOf(rule, subject, $"{minute}"), Time = Start.AddMinutes(minute), LastTime = Start.AddMinutes(minute), Rule = rule, Title = rule, Kind = SignalKind.Sequence, Dimension = SignalDimension.Identity,
        Severity = severity, Entities = [subject], Explanation = new("", "", "", "", ""),
    };
}
