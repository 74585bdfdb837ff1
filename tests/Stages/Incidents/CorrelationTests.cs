using CsCheck;
using OrleansTwin.Incidents.Alerts;
using OrleansTwin.Incidents.Correlation;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Json;
using OrleansTwin.Model.Signals;
using Xunit;

namespace OrleansTwin.Tests.Stages.Incidents;

public sealed class CorrelationTests
{
    private static readonly DateTimeOffset Start = RandomWorlds.Start;

    [Fact]
    public void Given_RandomWorlds_When_Joined_Then_TheSameSetsAsLookingAtEveryPair() =>
        RandomWorlds.World.Sample(
            static world =>
            {
                var signals = SignalSet.Of(world.Signals);
                var impacts = world.Impacts.GroupBy(static impact => impact.Id).Select(static group => group.First());
                var nodes = LinkNodes.Of([.. AlertStage.Build(signals)], signals, impacts, RandomWorlds.SourceOf(world.Events));
                var (sets, links) = LinkFold.Of(nodes, LinkKnowledge.Current);
                var expected = PairwiseReference.Of(nodes, LinkKnowledge.Current);
                var found = Enumerable.Range(0, nodes.Count).Select(sets.Find).ToArray();
                return found.SequenceEqual(expected) && links.Count == nodes.Count - expected.Distinct().Count();
            },
            iter: 150);

    [Fact]
    public void Given_AnyOrderAndCopies_When_Correlated_Then_TheSameBytes() =>
        Gen.Select(RandomWorlds.World, Gen.Int[0, int.MaxValue]).Sample(
            static (world, turn) =>
            {
                var impacts = world.Impacts.DistinctBy(static impact => impact.Id).ToList();
                var one = CorrelationStage.Correlate(world.Signals, impacts, RandomWorlds.SourceOf(world.Events));
                var other = CorrelationStage.Correlate(Turned(world.Signals, turn).Concat(world.Signals), Turned(impacts, turn), RandomWorlds.SourceOf(world.Events));
                return TwinJson.Line(one) == TwinJson.Line(other);
            },
            iter: 50);

    [Fact]
    public void Given_OneWeakLink_When_Correlated_Then_TwoIncidents_And_WithTwoDifferentOnes_Then_One()
    {
        var one = Make("a", 0, User(1), Severity.Medium) with { Actor = new() { Id = User(1), SourceIp = "198.51.100.9" } };
        var other = Make("b", 30, User(2), Severity.Medium) with { Actor = new() { Id = User(2), SourceIp = "198.51.100.9" } };
        Assert.Equal(2, Groups(one, other));

        var bucket = new EntityId("arn:aws:s3:::reports");
        Assert.Equal(1, Groups(one with { Entities = [User(1), bucket] }, other with { Entities = [User(2), bucket] }));
    }

    [Fact]
    public void Given_ANatAddressOfMany_When_Correlated_Then_ItLinksNobody()
    {
        var bucket = new EntityId("arn:aws:s3:::reports");
        var signals = Enumerable.Range(0, 6).Select(index => Make($"r{index}", index, User(index), Severity.Medium) with
        {
            Actor = new() { Id = User(index), SourceIp = "198.51.100.9" },
            Entities = [User(index), bucket],
        });
        Assert.Equal(6, Groups([.. signals]));
    }

    [Fact]
    public void Given_ASlowAttack_When_ATacticFollowsWithinTwoWeeks_Then_OneIncident_And_NoiseOfTimeAloneStaysApart()
    {
        var first = Make("a", 0, User(1), Severity.Medium) with { Tactics = ["initial-access"] };
        var further = Make("b", 9 * 24 * 60, User(1), Severity.Medium) with { Tactics = ["collection"] };
        Assert.Equal(1, Groups(first, further));
        Assert.Equal(2, Groups(first, further with { Tactics = ["initial-access"] }));
        Assert.Equal(2, Groups(first, further with { Time = Start.AddDays(15), LastTime = Start.AddDays(15) }));
    }

    [Fact]
    public void Given_WeakLineage_When_Correlated_Then_ItDoesNotMerge()
    {
        var role = new EntityId("arn:aws:iam::111122223333:role/shared");
        var one = Make("a", 0, role, Severity.Medium) with { Actor = new() { Id = role, Behind = new(new("identity:ann"), "session name", Confidence.Weak, []) } };
        var other = Make("b", 20, role, Severity.Medium) with { Actor = new() { Id = role, Behind = new(new("identity:ann"), "session name", Confidence.Weak, []) }, Entities = [new("arn:aws:s3:::x")] };
        Assert.Equal(2, Groups(one, other));
        var strong = new Behind(new("identity:ann"), "sourceIdentity", Confidence.Strong, []);
        Assert.Equal(1, Groups(one with { Actor = one.Actor with { Behind = strong } }, other with { Actor = other.Actor with { Behind = strong } }));
    }

    [Fact]
    public void Given_AMerge_When_ComparedWithBefore_Then_TheGoneIdLeadsToTheHolder()
    {
        var one = Make("a", 0, User(1), Severity.Medium);
        var other = Make("b", 14 * 60, User(1), Severity.Medium);
        var between = Make("c", 7 * 60, User(1), Severity.Medium);
        var before = CorrelationStage.Correlate([one, other], [], LinkSource.Of(static _ => null)).Groups;
        var after = CorrelationStage.Correlate([one, other, between], [], LinkSource.Of(static _ => null)).Groups;
        Assert.Equal(2, before.Count);
        var redirect = Assert.Single(IncidentRedirects.Between(before, after));
        Assert.Equal(before[1].Id, redirect.Key);
        Assert.Equal(after[0].Id, redirect.Value);
    }

    private static int Groups(params Signal[] signals) => CorrelationStage.Correlate(signals, [], LinkSource.Of(static _ => null)).Groups.Count;

    private static EntityId User(int index) => new($"arn:aws:iam::111122223333:user/user{index}");

    private static Signal Make(string rule, int minute, EntityId subject, Severity severity) => new()
    {
        Id = Signal.IdOf(rule, subject, $"{minute}"), Time = Start.AddMinutes(minute), LastTime = Start.AddMinutes(minute), Rule = rule, Title = rule, Kind = SignalKind.Sequence, Dimension = SignalDimension.Identity,
        Severity = severity, Entities = [subject], Explanation = new("", "", "", "", ""),
    };

    private static IEnumerable<T> Turned<T>(IReadOnlyCollection<T> items, int turn) => items.Count == 0 ? items : items.Skip(turn % items.Count).Concat(items.Take(turn % items.Count)).Reverse();
}
