using CsCheck;
using OrleansTwin.Detection.Behavior;
using OrleansTwin.Detection.Surprise;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Signals;
using OrleansTwin.Tests.Stages.Detection.Behavior;
using Xunit;

namespace OrleansTwin.Tests.Stages.Detection.Surprise;

/// <summary>On random worlds: no order matters, nothing is raised, and the net effect is the one that looking at every pair of changes gives.</summary>
public sealed class SurprisePropertyTests
{
    private const int Iterations = 200;
    private static readonly string[] Who = ["ip:203.0.113.0/24", "ip:192.0.2.0/24", "aws:account:444455556666"];

    private static readonly Gen<(int Day, int Minute, int User, int Who, bool Opens)[]> Worlds =
        Gen.Select(Gen.Int[8, 14], Gen.Int[0, 200], Gen.Int[0, 1], Gen.Int[0, 2], Gen.Bool).Array[4, 40];

    [Fact]
    public void Given_RandomWorlds_When_GivenInAnyOrder_Then_TheSameAndNeverLouder()
    {
        var lowered = 0;
        Gen.Select(Worlds, Gen.Int[1, 999]).Sample((acts, key) =>
        {
            var scene = Scene(acts);
            var world = scene.World();
            var straight = SurpriseStage.Weigh(scene.Signals, world);
            List<T> Mixed<T>(IEnumerable<T> items) => [.. items.Select((item, n) => (item, Key: (n + 1) * 7919 * key % 10007)).OrderBy(static pair => pair.Key).Select(static pair => pair.item)];
            var mixed = SurpriseStage.Weigh(Mixed(scene.Signals), world with { Impacts = Mixed(world.Impacts), Mints = Mixed(world.Mints) });
            Assert.Equal(ById(straight), ById(mixed));
            Assert.All(straight.Zip(scene.Signals), static pair => Assert.True(pair.First.Severity <= pair.Second.Severity && pair.First.Id == pair.Second.Id));
            Interlocked.Add(ref lowered, straight.Count(static signal => signal.Severity < Severity.Medium));
        }, iter: Iterations, threads: 1);
        Assert.True(lowered > Iterations, "worlds in which nothing is lowered say nothing");
    }

    [Fact]
    public void Given_RandomOpeningsAndClosings_When_OnlyTheNetEffectCounts_Then_AsLookingAtEveryPairSays()
    {
        Worlds.Sample(acts =>
        {
            var scene = Scene(acts);
            scene.Context = BehaviorContext.Default with { Noise = new() { KnownParties = false, Precedents = false } };
            var expected = scene.Signals.ToDictionary(static signal => signal.Id, signal => Reference(scene, signal));
            Assert.Equal(expected.OrderBy(static pair => pair.Key), scene.Weigh().ToDictionary(static signal => signal.Id, static signal => signal.Severity).OrderBy(static pair => pair.Key));
        }, iter: Iterations, threads: 1);
    }

    // A session is every signal of the user that a chain of gaps of at most an hour joins to this one.
    private static Severity Reference(SurpriseScene scene, Signal signal)
    {
        var user = scene.EventOf(signal.Evidence[0])!.Actor.Id;
        var session = new HashSet<Signal> { signal };
        while (scene.Signals.Find(other => !session.Contains(other) && scene.EventOf(other.Evidence[0])!.Actor.Id == user
            && session.Any(member => (member.Time - other.Time).Duration() <= TimeSpan.FromHours(1))) is { } next)
        {
            session.Add(next);
        }

        return session.All(member => IsTakenBack(scene, scene.EventOf(member.Evidence[0])!)) ? Severity.Info : signal.Severity;
    }

    private static bool IsTakenBack(SurpriseScene scene, EventRecord opened)
    {
        var gained = scene.Impacts.Single(impact => impact.Change == opened.Id).Gained[0];
        return scene.Impacts.Exists(other => scene.EventOf(other.Change) is { } closed && closed.Actor.Id == opened.Actor.Id && closed.Order > opened.Order
            && closed.Time - opened.Time <= TimeSpan.FromMinutes(60) && other.Lost.Any(lost => lost.Who == gained.Who));
    }

    private static SurpriseScene Scene(IEnumerable<(int Day, int Minute, int User, int Who, bool Opens)> acts)
    {
        var scene = new SurpriseScene();
        scene.LetIn(0, "444455556666");
        scene.LetIn(1, "444455556666");
        scene.LetIn(2, "444455556666");
        foreach (var (day, minute, user, who, opens) in acts)
        {
            var name = user == 0 ? Story.User : SurpriseScene.Other;
            var record = scene.Act(day, minute, name, opens ? "AuthorizeSecurityGroupIngress" : "RevokeSecurityGroupIngress");
            Gain[] row = [SurpriseScene.Row(Who[who])];
            scene.Change(record, opens ? row : [], opens ? [] : row);
            if (opens)
            {
                scene.Say(Severity.Medium, record);
            }
        }

        return scene;
    }

    private static List<Signal> ById(IEnumerable<Signal> signals) => [.. signals.OrderBy(static signal => signal.Id, StringComparer.Ordinal)];
}
