using OrleansTwin.Model.Ids;
using OrleansTwin.Pipeline.Fold;
using OrleansTwin.Pipeline.Rules;
using OrleansTwin.Tests.Cluster.Simulation;
using OrleansTwin.Twin.Baselines;
using OrleansTwin.Twin.State;
using Xunit;

namespace OrleansTwin.Tests.Cluster.Worlds;

/// <summary>Copies of one event that differ: uniting them does not depend on their order, and amending a state is folding what they unite to.</summary>
public sealed class CopyTests
{
    private const int Worlds = 60;
    private static readonly BaselineLimits Limits = new();

    [Fact]
    public void Given_CopiesThatDiffer_When_Amended_Then_TheStatesAreThoseOfTheUnion()
    {
        var rules = new RuleReader(null);
        var differing = 0;
        for (var seed = 1UL; seed <= Worlds; seed++)
        {
            var arrivals = WorldArrivals.Of(new WorldRecords(seed).Events(), rules, new(SimRandom.Mix(seed)));
            foreach (var copies in arrivals.GroupBy(static arrival => arrival.Fingerprint).Where(static group => group.Count() > 1))
            {
                var whole = Fold([copies.Aggregate(CopyJoin.Unite)]);
                Assert.Equal(whole, Fold([copies.Reverse().Aggregate(CopyJoin.Unite)]));
                Assert.Equal(whole, Fold([.. copies]));
                Assert.Equal(whole, Fold([.. copies.Reverse(), .. copies]));
                differing += copies.Select(static copy => copy.CopyRank).Distinct().Count() > 1 ? 1 : 0;
            }
        }

        Assert.True(differing > Worlds);
    }

    [Fact]
    public void Given_ACompleteCopyAfterATruncatedOne_When_Amended_Then_ItsChangesStandAlone()
    {
        var happened = new WorldRecords(3).Events().First(static happened => happened.Format == Model.Events.RecordFormat.CloudTrail);
        var read = (WorldCopy kind) => WorldArrivals.Read(happened, kind, new(kind.ToString(), 0), new(), new RuleReader(null));
        var (cut, whole) = (read(WorldCopy.Truncated), read(WorldCopy.Plain));

        var united = CopyJoin.Unite(cut, whole);

        Assert.Equal(whole.Record, united.Record);
        Assert.Equal(Changes(whole), Changes(united));
    }

    private static List<Model.Changes.ResourceChange> Changes(PreparedEvent prepared) => [.. prepared.Contributions.SelectMany(static contribution => contribution.Changes)];

    // Each copy in a batch of its own, as an owner that gets them one by one.
    private static SortedDictionary<EntityId, string> Fold(IReadOnlyList<PreparedEvent> copies)
    {
        var states = new SortedDictionary<EntityId, EntityState>();
        PreparedEvent? known = null;
        foreach (var copy in copies)
        {
            var fold = new EntityFold();
            if (known is null)
            {
                fold.Add(known = copy);
            }
            else
            {
                var after = CopyJoin.Unite(known, copy);
                fold.Amend(known, after);
                known = after;
            }

            foreach (var batch in fold.Take())
            {
                states[batch.Entity] = TwinReducer.Apply(states.GetValueOrDefault(batch.Entity) ?? EntityState.Empty(batch.Entity), batch, Limits);
            }
        }

        return new(states.ToDictionary(static pair => pair.Key, static pair => Text(pair.Value)));
    }

    private static string Text(EntityState state) => string.Join(
        '\n',
        state.Log.All().Select(static change => System.Text.Json.JsonSerializer.Serialize(change, Model.Json.TwinJson.Options))
            .Concat(state.Baseline.Values.OrderBy(static pair => pair.Key.ToString(), StringComparer.Ordinal).SelectMany(static pair => pair.Value.Values.OrderBy(static value => value.Key, StringComparer.Ordinal).Select(value => $"{pair.Key} {value.Key} {value.Value}")))
            .Concat(state.Baseline.Counters.OrderBy(static pair => pair.Key.ToString(), StringComparer.Ordinal).SelectMany(static pair => pair.Value.Hours.Select(hour => $"{pair.Key} {hour}")))
            .Concat(state.Baseline.Windows.OrderBy(static pair => pair.Key, StringComparer.Ordinal).SelectMany(static pair => pair.Value.Events.Values.Select(static kept => kept.ToString())))
            .Append($"{state.FirstTicks} {state.LastTicks} {state.Events}"));
}
