using CsCheck;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Twin.Baselines;
using OrleansTwin.Twin.Estates;
using OrleansTwin.Twin.State;
using OrleansTwin.Twin.Views;

namespace OrleansTwin.Tests.Stages.Twin;

/// <summary>Mentions are kept once a day and kind; what the estate lists follows from what the logs say, however it came.</summary>
public sealed class MentionTests
{
    private static readonly EntityId[] Ids = [new("arn:aws:s3:::one"), new("arn:aws:s3:::two"), new("arn:aws:iam::111122223333:role/three")];
    private static readonly string[] Types = ["AWS::S3::Bucket", "AWS::IAM::Role"];
    private static readonly string?[] Names = [null, "blue", "green"];
    private static readonly string[] Paths = ["policy", "name"];

    private static readonly Gen<ResourceChange> Change = Gen.Select(
        Gen.Int[0, 2], Gen.Int[0, 1], Gen.Int[0, 2], Gen.Long[0, 3 * TimeSpan.TicksPerDay], Gen.Int[0, 60], Gen.Int[0, 4],
        static (entity, type, name, ticks, id, kind) => new ResourceChange
        {
            Entity = new(Ids[entity], Ids[entity].Kind, Types[type]),
            At = new(ticks / TimeSpan.TicksPerHour * TimeSpan.TicksPerHour, EventPhase.Read, $"e{id}"),
            Kind = kind == 0 ? ChangeKind.Change : ChangeKind.Refer,
            Basis = kind == 0 ? KnowledgeBasis.Write : KnowledgeBasis.Referenced,
            Name = Names[name],
            Attributes = kind == 0 ? [new(Paths[name % 2], AttributeOp.Set, "1")] : [],
            Relations = kind == 0 ? [new(RelationKind.HasPolicy, Ids[(entity + 1) % Ids.Length], Types[0])] : [],
        });

    [Fact]
    public void Given_Mentions_When_AddedInAnyOrderAndTwice_Then_TheLogIsTheSame_And_TheEarliestOfEachKindAndDayStays() =>
        Gen.Select(Change.Array[0, 40], Gen.Int).Sample(static (all, seed) =>
        {
            var changes = all.Where(static change => change.Entity.Id == Ids[0]).ToList();
            var log = changes.Aggregate(ChangeLog.Empty, static (log, change) => log.Add(change));
            var other = changes.Concat(changes).OrderBy(change => StableOrder(change, seed)).Aggregate(ChangeLog.Empty, static (log, change) => log.Add(change));
            Assert.Equal(Text(log.All()), Text(other.All()));
            var slow = changes.Where(static change => change.IsMention).GroupBy(MentionKey.Of).Select(static group => group.Min(static change => change.At)).Order();
            Assert.Equal(slow, log.Mentions.Values.Select(static mention => mention.At).Order());
            Assert.Equal(log.All().Select(static change => change.At).Order(), log.All().Select(static change => change.At));
        });

    [Fact]
    public void Given_Batches_When_TheIndexLooksAtThemOnly_Then_ItListsWhatOneMadeAnewLists() =>
        Gen.Select(Change.Array[1, 8].Array[1, 10], Gen.Int[0, 60]).Sample(static (batches, gone) =>
        {
            var states = new SortedDictionary<EntityId, EntityState>();
            var index = EstateIndex.Empty;
            foreach (var changes in batches)
            {
                foreach (var batch in changes.GroupBy(static change => change.Entity.Id).Select(group => BatchOf(group.Key, [.. group], $"e{gone}")))
                {
                    states[batch.Entity] = TwinReducer.Apply(states.GetValueOrDefault(batch.Entity) ?? EntityState.Empty(batch.Entity), batch, new BaselineLimits());
                    index = index.With(batch.Entity, states[batch.Entity].Log, batch);
                }
            }

            var anew = states.Values.Aggregate(EstateIndex.Empty, static (index, state) => index.With(state.Id, state.Log));
            Assert.Equal(Listed(anew), Listed(index));
        });

    [Fact]
    public void Given_AMention_When_TheEntityIsViewedBeforeAndAfterIt_Then_ItIsKnownFromThenOn()
    {
        var mention = new ResourceChange { Entity = new(Ids[0], Ids[0].Kind, Types[0]), At = new(10, EventPhase.Read, "e"), Kind = ChangeKind.Refer, Basis = KnowledgeBasis.Referenced };
        var log = ChangeLog.Empty.Add(mention with { At = new(20, EventPhase.Read, "f") }).Add(mention);
        Assert.Null(ConfigFold.AsOf(log, new(9, EventPhase.Read, "e")).LastAt);
        Assert.Null(ConfigFold.Before(log, mention.At).LastAt);
        Assert.Equal(mention.At, ConfigFold.AsOf(log, mention.At).LastAt);
        Assert.True(log.IsNamed(Types[0], new(11, EventPhase.Read, "e")));
        Assert.False(log.IsNamed(Types[0], mention.At) || log.IsNamed(Types[1], EventOrder.Latest));
    }

    // Now and then an event's changes are withdrawn, as when a better copy comes.
    private static EntityBatch BatchOf(EntityId id, ResourceChange[] changes, string gone) => new()
    {
        Entity = id,
        Changes = [.. changes.Where(static change => !change.IsMention)],
        Mentions = [.. changes.Where(static change => change.IsMention)],
        Withdrawn = changes.Any(change => change.At.EventId == gone) ? [changes[0].At] : [],
        Events = changes.Length,
    };

    private static int StableOrder(ResourceChange change, int seed) => change.At.EventId.Aggregate(seed, static (hash, letter) => unchecked((hash * 31) + letter)) ^ (int)change.At.Ticks;

    private static string Text(IEnumerable<ResourceChange> changes) => string.Join('\n', changes.Select(static change => Model.Json.TwinJson.Line(change)));

    private static string Listed(EstateIndex index) => string.Join(
        '\n',
        index.All.Select(id => $"{id} {Text(index.LogOf(id)!.All())} {string.Join(',', index.ReferrersOf(id))}")
            .Concat(Types.Select(type => $"{type} {string.Join(',', index.OfType(type))} {string.Join(',', Paths.Select(path => string.Join(',', index.Setting(type, path).Select(static pair => $"{pair.Key} {Text(pair.Value.All())}"))))}")));
}
