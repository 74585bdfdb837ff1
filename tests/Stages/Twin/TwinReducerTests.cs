using CsCheck;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Twin.Baselines;
using OrleansTwin.Twin.State;
using OrleansTwin.Twin.Views;

namespace OrleansTwin.Tests.Stages.Twin;

/// <summary>The guarantee of DESIGN §5 for one entity: its state is a function of the set of events.</summary>
public sealed class TwinReducerTests
{
    private static readonly EntityId Subject = new("arn:aws:ec2:us-east-1:111122223333:security-group/sg-1");

    private static readonly string[] Paths = ["ingress", "name", "policy"];
    private static readonly string?[] Elements = [null, "a", "b"];
    private static readonly string?[] JsonValues = ["1", "2", null];
    private static readonly string[] Seen = ["x", "y", "z", "w"];

    private static readonly Gen<EntityBatch> Batch =
        from seconds in Gen.Int[0, 20_000]
        from id in Gen.Int[0, 100_000]
        from phase in Gen.Int[0, 4]
        from op in Gen.Int[0, 4]
        from path in Gen.Int[0, 2].Select(static index => Paths[index])
        from element in Gen.Int[0, 2].Select(static index => Elements[index])
        from value in Gen.Int[0, 2].Select(static index => JsonValues[index])
        from dimension in Gen.Int[0, 3]
        from seen in Gen.Int[0, 3].Select(static index => Seen[index])
        select Make(seconds, id, (EventPhase)phase, new(path, (AttributeOp)op, value, element), (Dimension)dimension, seen);

    [Fact]
    public void Given_DistinctEvents_When_AppliedInAnyOrder_Then_TheStateIsTheSame() =>
        Gen.Select(Batch.Array[0, 12], Gen.Int).Sample((batches, seed) =>
        {
            var distinct = batches.DistinctBy(static batch => batch.Changes[0].At.EventId).ToArray();
            var shuffled = distinct.OrderBy(batch => Scramble(batch.Changes[0].At.EventId, seed)).ToArray();
            Assert.Equal(Text(Fold(distinct)), Text(Fold(shuffled)));
        });

    [Fact]
    public void Given_AnEventTwice_When_ItsChangeIsApplied_Then_TheLogHoldsItOnce()
    {
        var batch = Make(10, 1, EventPhase.Change, new("name", AttributeOp.Set, "1"), Dimension.Action, "x");
        var state = Fold([batch, batch]);
        Assert.Single(state.Log.All());
    }

    [Fact]
    public void Given_ValuesPastTheLimit_When_SeenInAnyOrder_Then_TheEarliestStay() =>
        Gen.Select(Gen.Int[0, 1000].Array[1, 40], Gen.Int).Sample((times, seed) =>
        {
            var stats = times.Select(static (time, index) => (Value: $"v{index % 9}", Stat: new ValueStat(new(time, EventPhase.Read, $"e{index}"), ObservationContext.None, time, 1))).ToArray();
            var one = stats.Aggregate(ValueTable.Empty(4), static (table, pair) => table.Add(pair.Value, pair.Stat));
            var other = stats.OrderBy(pair => Scramble(pair.Stat.First.EventId, seed)).Aggregate(ValueTable.Empty(4), static (table, pair) => table.Add(pair.Value, pair.Stat));
            var naive = stats.GroupBy(static pair => pair.Value).Select(static group => (group.Key, First: group.Min(static pair => pair.Stat.First))).OrderBy(static pair => pair.First).Take(4).Select(static pair => pair.Key).Order();
            Assert.Equal(naive, one.Values.Keys.Order());
            Assert.Equal(one.Values.Keys.Order(), other.Values.Keys.Order());
        });

    [Fact]
    public void Given_AViewAsOf_When_LaterChangesAreAdded_Then_ItStaysTheSame() =>
        Gen.Select(Batch.Array[1, 12], Gen.Int[0, 20_000]).Sample((batches, cut) =>
        {
            var at = EventOrder.EndOf(DateTimeOffset.UnixEpoch.AddSeconds(cut));
            var distinct = batches.DistinctBy(static batch => batch.Changes[0].At.EventId).ToArray();
            var before = Fold([.. distinct.Where(batch => batch.Changes[0].At <= at)]);
            Assert.Equal(Text(ConfigFold.AsOf(before.Log, at)), Text(ConfigFold.AsOf(Fold(distinct).Log, at)));
        });

    private static EntityState Fold(IReadOnlyList<EntityBatch> batches) =>
        batches.Aggregate(EntityState.Empty(Subject), static (state, batch) => TwinReducer.Apply(state, batch, new()));

    private static uint Scramble(string id, int seed) => (uint)OrleansTwin.Model.Values.StableHash.Fingerprint(id, seed.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private static string Text(EntityState state) => Text(ConfigFold.AsOf(state.Log, EventOrder.Latest))
        + string.Join(';', state.Baseline.Values.OrderBy(static pair => pair.Key.Dimension).SelectMany(static pair => pair.Value.Values.OrderBy(static v => v.Key, StringComparer.Ordinal)).Select(static pair => $"{pair.Key}@{pair.Value.First}x{pair.Value.Count}"))
        + state.Events;

    private static string Text(ConfigView view) => string.Join(';', view.Attributes.Values.Select(static a => $"{a.Path}={a.Value}/{a.Known}/{a.Ambiguous}/{string.Join(',', a.Elements.Select(static e => $"{e.Key}:{e.Value}"))}")) + view.Life + view.Version;

    private static EntityBatch Make(int seconds, int id, EventPhase phase, AttributeChange attribute, Dimension dimension, string seen)
    {
        var order = new EventOrder(DateTimeOffset.UnixEpoch.AddSeconds(seconds).UtcTicks, phase, $"event-{id}");
        return new()
        {
            Entity = Subject,
            Changes = [new() { Entity = new(Subject, EntityKind.Resource, "AWS::EC2::SecurityGroup"), At = order, Kind = phase == EventPhase.Create ? ChangeKind.Create : ChangeKind.Change, Attributes = [attribute] }],
            Observations = [new() { Dimension = dimension, Measure = Measure.Calls, Value = seen, Hour = Observation.HourOf(order.Ticks), Count = 1, First = order, LastTicks = order.Ticks }],
            Events = 1,
            FirstTicks = order.Ticks,
            LastTicks = order.Ticks,
        };
    }
}
