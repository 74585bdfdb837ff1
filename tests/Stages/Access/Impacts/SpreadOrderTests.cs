using CsCheck;
using OrleansTwin.Access.Impacts;
using OrleansTwin.Access.Impacts.Abilities;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Json;
using OrleansTwin.Twin.Estates;
using OrleansTwin.Twin.Views;
using Xunit;
using static OrleansTwin.Tests.Stages.Access.Impacts.WorldBuilder;

namespace OrleansTwin.Tests.Stages.Access.Impacts;

/// <summary>Any order in which the frontier is worked on gives the impact of the breadth-first walk; nothing later counts.</summary>
public sealed class SpreadOrderTests
{
    [Fact]
    public void Given_random_estates_When_the_frontier_is_taken_in_any_order_Then_one_impact() =>
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[0, 1_000_000], Gen.Int[1, 4]).Sample((seed, order, hops) =>
        {
            var world = RandomWorlds.Of(seed);
            var context = Context(Table("t0").Value) with { Limits = new() { HopsMax = hops, FanOutMax = 3 } };
            foreach (var change in world.Changes)
            {
                var whole = ImpactStage.Whole(change, world.Estate, context);
                var any = AnyOrder(change, world, context, order);
                Assert.Equal(TwinJson.Line(whole), TwinJson.Line(any));
            }
        }, iter: 12);

    [Fact]
    public void Given_random_estates_When_the_parts_of_a_change_share_a_scene_Then_each_is_as_if_it_stood_alone() =>
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[0, 1_000_000]).Sample((seed, mix) =>
        {
            var world = RandomWorlds.Of(seed);
            var context = Context(Table("t0").Value);
            var scenes = new ImpactScenes(context);
            var entities = world.Estate.All.ToList();
            var asks = world.Changes.SelectMany(change => entities.Select(entity => (change, entity))).ToList();
            for (var ask = 0; ask < 40; ask++)
            {
                // Back and forth between changes, so that scenes are found again and fall out.
                var (change, entity) = asks[(int)(((long)ask * 7_919 + mix) % asks.Count)];
                Assert.Equal(TwinJson.Line(ImpactStage.Spread(change, entity, 1, world.Estate, context)), TwinJson.Line(scenes.Spread(change, entity, 1, world.Estate).Part));
                Assert.Equal(TwinJson.Line(ImpactStage.Direct(change, world.Estate, context)), TwinJson.Line(scenes.Direct(change, world.Estate).Part));
            }
        }, iter: 10);

    [Fact]
    public void Given_random_estates_When_viewed_as_of_any_change_Then_the_view_is_the_fold_of_the_changes_before() =>
        Gen.Int[0, 1_000_000].Sample(seed =>
        {
            var world = RandomWorlds.Of(seed);
            foreach (var at in world.Changes.Select(static change => change.At).Append(EventOrder.Latest))
            {
                var (before, after) = (new EstateAsOf(world.Estate, at, inclusive: false), new EstateAsOf(world.Estate, at));
                foreach (var id in world.Estate.All)
                {
                    var changes = world.Estate.LogOf(id)!.All().ToList();
                    Assert.Equal(Text(changes.Where(change => change.At < at)), Text(before.View(id)));
                    Assert.Equal(Text(changes.Where(change => change.At <= at)), Text(after.View(id)));
                }
            }
        }, iter: 8);

    private static string Text(IEnumerable<ResourceChange> changes) => Text(changes.Aggregate(ConfigView.Nothing, ConfigFold.Step));

    private static string Text(ConfigView view) => FormattableString.Invariant(
        $"{view.Type} {view.Name} {view.Life} {view.Version} {view.LastAt} {view.CreatedAt} {string.Join(';', view.Attributes.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => pair.Key + TwinJson.Line(pair.Value)))} {string.Join(';', view.Relations.Select(static relation => TwinJson.Line(relation)))}");

    [Fact]
    public void Given_an_entity_reached_over_two_ways_When_the_longer_comes_first_Then_the_same_impact()
    {
        var world = new WorldBuilder();
        var (policy, group, user) = (Iam("policy/p"), Iam("group/g"), Iam("user/u"));
        world.Create(Table("t0"), "AWS::DynamoDB::Table");
        world.Create(policy, "AWS::IAM::ManagedPolicy", Set("document", Allow("ec2:Describe*")));
        world.Create(group, "AWS::IAM::Group", Rel(RelationKind.HasPolicy, policy));
        world.Create(user, "AWS::IAM::User", Rel(RelationKind.MemberOf, group), Rel(RelationKind.HasPolicy, policy));
        var change = world.Change(policy, "AWS::IAM::ManagedPolicy", "iam:CreatePolicyVersion", Set("document", Allow("dynamodb:*")));
        var context = Context(Table("t0").Value) with { Limits = new() { HopsMax = 2 } };
        var whole = ImpactStage.Whole(change, world.Estate, context)!;
        Assert.Contains(Table("t0"), whole.Reached);
        for (var order = 0; order < 20; order++)
        {
            Assert.Equal(TwinJson.Line(whole), TwinJson.Line(AnyOrder(change, world, context, order)));
        }
    }

    [Fact]
    public void Given_random_estates_When_later_changes_are_taken_away_Then_the_impact_is_the_same() =>
        Gen.Int[0, 1_000_000].Sample(seed =>
        {
            var world = RandomWorlds.Of(seed);
            var context = Context(Table("t0").Value);
            var past = new WorldBuilder();
            foreach (var change in world.Changes)
            {
                past.Put(change);
                Assert.Equal(TwinJson.Line(ImpactStage.Whole(change, past.Estate, context)), TwinJson.Line(ImpactStage.Whole(change, world.Estate, context)));
            }
        }, iter: 8);

    [Fact]
    public void Given_random_estates_When_what_no_policy_speaks_of_is_left_out_Then_gains_and_losses_are_those_of_the_whole_sets() =>
        Gen.Int[0, 1_000_000].Sample(seed =>
        {
            var world = RandomWorlds.Of(seed);
            var context = Context(Table("t0").Value);
            foreach (var change in world.Changes)
            {
                foreach (var entity in world.Estate.All)
                {
                    var (left, whole) = (new ImpactScene(change, world.Estate, context), new ImpactScene(change, world.Estate, context));
                    var (before, after) = left.Abilities(entity);
                    var (allBefore, allAfter) = (whole.CouldBefore(entity), whole.AbilitiesAfter.Of(entity));
                    Assert.Equal(Text(AbilityDelta.Of(allBefore, allAfter)), Text(AbilityDelta.Of(before, after)));
                    Assert.Equal(Text(AbilityDelta.Of(allAfter, allBefore)), Text(AbilityDelta.Of(after, before)));
                }
            }
        }, iter: 6);

    [Fact]
    public void Given_random_estates_When_only_stores_that_may_let_in_are_asked_Then_each_is_as_if_every_store_were() =>
        Gen.Int[0, 1_000_000].Sample(seed =>
        {
            var world = RandomWorlds.Of(seed);
            var context = Context(Table("t0").Value);
            foreach (var change in world.Changes)
            {
                var (few, every) = (new ImpactScene(change, world.Estate, context), new ImpactScene(change, world.Estate, context with { Judge = new TouchedByAll(context.Judge) }));
                foreach (var entity in world.Estate.All)
                {
                    Assert.Equal(Text(every.AbilitiesAfter.Of(entity)), Text(few.AbilitiesAfter.Of(entity)));
                    Assert.Equal(Text(every.AbilitiesBefore.Of(entity)), Text(few.AbilitiesBefore.Of(entity)));
                }
            }
        }, iter: 6);

    private static string Text(AbilitySet set) => string.Join(
        '\n',
        set.Ranges.OrderBy(static pair => pair.Key.Type, StringComparer.Ordinal).ThenBy(static pair => pair.Key.Can, StringComparer.Ordinal)
            .Select(static pair => $"{pair.Key} {TwinJson.Line(pair.Value.Every)} {string.Join(',', pair.Value.Each.OrderBy(static one => one.Key).Select(static one => $"{one.Key} {TwinJson.Line(one.Value)}"))}")
            .Concat(set.Unseen.Select(static unseen => unseen.ToString())));

    private static string Text(AbilityDelta delta) => string.Join(
        '\n',
        delta.Ranges.Select(static range => $"{range.Kind.Type} {range.Can} {range.Pattern} {TwinJson.Line(range.Every)} {string.Join(',', range.Each.Select(static pair => $"{pair.Key} {TwinJson.Line(pair.Value)}"))}")
            .Concat(delta.Powers.Select(static pair => $"{pair.Power.Can} {TwinJson.Line(pair.Judgement)}"))
            .Concat(delta.Unseen.Select(static unseen => unseen.ToString())));

    [Fact]
    public void Given_random_estates_When_undone_Then_what_was_gained_is_lost() =>
        Gen.Int[0, 1_000_000].Sample(seed =>
        {
            var world = RandomWorlds.Of(seed);
            var context = Context(Table("t0").Value);
            var role = Iam("role/r1");
            if (world.Estate.LogOf(role) is null)
            {
                return;
            }

            var add = world.Change(role, "AWS::IAM::Role", "iam:PutRolePolicy", Set("inlinePolicies", Allow("*", Table("t0").Value), "undo"));
            var remove = world.Change(role, "AWS::IAM::Role", "iam:DeleteRolePolicy", Remove("inlinePolicies", "undo"));
            Assert.Equal(Keys(ImpactStage.Whole(add, world.Estate, context)?.Gained ?? []), Keys(ImpactStage.Whole(remove, world.Estate, context)?.Lost ?? []));
        }, iter: 30);

    private static IEnumerable<string> Keys(IEnumerable<Gain> rows) => rows.Select(static row => $"{row.Who}|{row.Can}|{row.What}|{row.Certainty}").Order(StringComparer.Ordinal);

    private static Impact? AnyOrder(ResourceChange change, WorldBuilder world, ImpactContext context, int order)
    {
        if (ImpactStage.Direct(change, world.Estate, context) is not { } direct)
        {
            return null;
        }

        var choose = new SplitMix((uint)order);
        var frontier = new ImpactFrontier();
        frontier.Offer(direct.Entity, 0);
        var waiting = direct.Next.Select(static id => (Id: id, Hop: 1)).ToList();
        var parts = new List<ImpactPart>();
        while (waiting.Count > 0)
        {
            var at = choose.Next(waiting.Count);
            var (id, hop) = waiting[at];
            waiting.RemoveAt(at);
            if (frontier.Offer(id, hop))
            {
                var part = ImpactStage.Spread(change, id, hop, world.Estate, context);
                parts.Insert(choose.Next(parts.Count + 1), part);
                waiting.AddRange(part.Next.Select(next => (next, hop + 1)));
            }
        }

        return ImpactStage.Merge(change, direct, parts);
    }
}
