using System.Globalization;
using Orleans;
using OrleansTwin.Grains.Abstractions;
using OrleansTwin.Grains.Ownership;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;
using OrleansTwin.Pipeline;
using OrleansTwin.Pipeline.Fold;
using OrleansTwin.Pipeline.Local;
using OrleansTwin.Pipeline.Output;
using OrleansTwin.Pipeline.Rules;
using OrleansTwin.Pipeline.Settle;
using OrleansTwin.Tests.Cluster.Simulation;
using Xunit;

namespace OrleansTwin.Tests.Cluster.Worlds;

/// <summary>
/// Generated worlds through a silo end in the bytes of the oracle, which sorts and folds: whatever the order of arrival within lateness,
/// with duplicates, copies that differ, cuts, queries between, failing cuts and calls, and owners that begin again from the cut.
/// <c>ORLEANSTWIN_WORLDS=n</c> for more, <c>ORLEANSTWIN_WORLD_SEED=n</c> for the first seed.
/// </summary>
public sealed class WorldTests(ITestOutputHelper output) : IDisposable
{
    private const int WorldsByDefault = 200;
    private const int BatchMax = 25;
    private static readonly string[] Files = ["entities", "signals", "impacts", "alerts", "incidents", "dead-letters"];

    private readonly string _folder = Directory.CreateTempSubdirectory("twin-worlds-").FullName;
    private readonly RuleReader _rules = new(WorldSilo.Config.Rules);
    private int _goneOn;
    private int _superseded;
    private int _signals;
    private int _impacts;

    [Fact]
    public async Task Given_GeneratedWorlds_When_TheyArriveLateTwiceAndInCopies_Then_TheSiloEndsAsTheOracle()
    {
        await using var silo = await WorldSilo.StartAsync();
        var worlds = Setting("ORLEANSTWIN_WORLDS", WorldsByDefault);
        var first = (ulong)Setting("ORLEANSTWIN_WORLD_SEED", 1);
        for (var seed = first; seed < first + (ulong)worlds; seed++)
        {
            await RunAsync(silo, seed);
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"seeds {first} to {first + (ulong)worlds - 1}: {_signals} signals, {_impacts} impacts, {_superseded} copies took another's place, {silo.Store.Failed} faults, {_goneOn} owners went on from a cut"));
        if (worlds >= WorldsByDefault)
        {
            Assert.All([_goneOn, _superseded, _signals, _impacts, silo.Store.Failed], static count => Assert.True(count > 0));
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task RunAsync(WorldSilo silo, ulong seed)
    {
        var random = new SimRandom(SimRandom.Mix(seed));
        var records = new WorldRecords(seed);
        var arrivals = WorldArrivals.Of(records.Events(), _rules, random);
        var oracle = LocalEngine.Run(arrivals, StageBinding.Stages(WorldSilo.Config), ShardId.DefaultTenant);
        var activations = silo.Counts.Activations;
        var worlds = new List<ShardWorld>();
        foreach (var shard in oracle.Worlds.Select(static world => world.Shard))
        {
            worlds.Add(await FeedAsync(silo, shard, [.. arrivals.Where(arrival => arrival.Account == shard.Account)], random));
        }

        _superseded += (int)oracle.Counts.Superseded;
        Assert.Equal(oracle.Counts.Applied, oracle.Worlds.Sum(static world => world.Events.Count));
        var (expected, got) = (Write("oracle", oracle.Worlds), Write("silo", worlds));
        foreach (var file in Files)
        {
            if (expected[file] != got[file])
            {
                Assert.Fail($"seed {seed}, {file}: {Difference(expected[file], got[file])}");
            }
        }

        _signals += Lines(got["signals"]);
        _impacts += Lines(got["impacts"]);
        Assert.True(silo.Counts.Activations - activations >= Lines(got["entities"]), $"seed {seed}: fewer activations than entities");
    }

    private async Task<ShardWorld> FeedAsync(WorldSilo silo, ShardId shard, IReadOnlyList<PreparedEvent> arrivals, SimRandom random)
    {
        var owner = silo.Grains.GetGrain<IShardOwnerGrain>(shard.ToString());
        var token = TestContext.Current.CancellationToken;
        var next = (int)await owner.OpenAsync(token);
        while (next < arrivals.Count)
        {
            var batch = arrivals.Skip(next).Take(1 + random.Below(BatchMax)).Select((arrival, n) => new Arrival(next + n, arrival)).ToValueArray();
            await owner.IngestAsync(new(batch), token);
            next += batch.Count;
            switch (random.Below(14))
            {
                case 0:
                    await owner.DrainAsync(token);
                    break;
                case 1:
                    next = (int)await owner.OpenAsync(token);
                    _goneOn += next > 0 ? 1 : 0;
                    break;
                case 2:
                    silo.Store.FailCuts(1);
                    break;
                case 3:
                    silo.Store.FailReads(1);
                    break;
                case 4:
                    await owner.PresentAsync(token);
                    break;
                default:
                    break;
            }
        }

        await owner.DrainAsync(token);
        silo.Store.FailCuts(0);
        silo.Store.FailReads(0);
        return await owner.SettledAsync(token);
    }

    private Dictionary<string, string> Write(string name, IReadOnlyList<ShardWorld> worlds)
    {
        var folder = Path.Combine(_folder, name);
        var view = SettledStage.Settle(worlds, StageBinding.Views(WorldSilo.Config), WorldSilo.Config.Intel);
        ResultFolder.Write(folder, view, [.. worlds.SelectMany(static world => world.DeadLetters)], ResultLines.Native, withEvents: false);
        return Files.ToDictionary(static file => file, file => File.ReadAllText(Path.Combine(folder, $"{file}.jsonl")));
    }

    private static string Difference(string expected, string got)
    {
        var (one, other) = (expected.Split('\n'), got.Split('\n'));
        return string.Join('\n', one.Except(other).Select(static line => $"expected {line}").Concat(other.Except(one).Select(static line => $"got {line}")));
    }

    private static int Lines(string text) => text.Count(static character => character == '\n');

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
