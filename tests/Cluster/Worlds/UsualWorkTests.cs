using System.Globalization;
using System.Text;
using System.Text.Json;
using OrleansTwin.Grains.Abstractions;
using OrleansTwin.Grains.Ownership;
using OrleansTwin.Model.Alerts;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Json;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;
using OrleansTwin.Normalization.Reading;
using OrleansTwin.Pipeline;
using OrleansTwin.Pipeline.Fold;
using OrleansTwin.Pipeline.Local;
using OrleansTwin.Pipeline.Rules;
using OrleansTwin.Pipeline.Settle;
using OrleansTwin.Tests.Cluster.Simulation;
using Xunit;

namespace OrleansTwin.Tests.Cluster.Worlds;

/// <summary>A rule on what its caller does every day is lowered in the stream too, as soon as the past is known, and in both engines alike.</summary>
public sealed class UsualWorkTests
{
    private const string Account = "777700000001";
    private const int Days = 14;
    private const int BatchMax = 5;
    private static readonly DateTimeOffset Begin = new(2024, 5, 1, 9, 0, 0, TimeSpan.Zero);

    private readonly RuleReader _rules = new(WorldSilo.Config.Rules);

    [Fact]
    public async Task Given_ACallOfEveryDay_When_ThePastComesAfterIt_Then_ItsAlertIsRevisedAndTheSignalsAreTheOracles()
    {
        var token = TestContext.Current.CancellationToken;
        await using var silo = await WorldSilo.StartAsync();
        var days = Enumerable.Range(0, Days).Select(Call).ToList();
        var oracle = LocalEngine.Run(days, StageBinding.Stages(WorldSilo.Config), ShardId.DefaultTenant);
        var shard = Assert.Single(oracle.Worlds).Shard;
        var owner = silo.Grains.GetGrain<IShardOwnerGrain>(shard.ToString());

        await owner.OpenAsync(token);
        await owner.IngestAsync(new(new ValueArray<Arrival>([new(0, days[^1])])), token);
        await owner.DrainAsync(token);
        var first = await silo.Journal.ReadAsync(1, 100, token);
        await owner.IngestAsync(new(days.SkipLast(1).Select(static (day, number) => new Arrival(number + 1, day)).ToValueArray()), token);
        await owner.DrainAsync(token);
        var world = await owner.SettledAsync(token);
        await owner.OpenAsync(token);
        Assert.Equal(days.SkipLast(1).TakeLast(WorldSilo.LateMax).Select(static day => day.Record.Id), (await owner.PresentAsync(token)).LateEvents);
        Assert.Empty(world.LateEvents);

        Assert.Equal(Lines(oracle.Worlds[0].Signals), Lines(world.Signals));
        var last = Assert.Single(world.Signals, static signal => signal.Evidence.Contains($"day-{Days - 1}") && signal.Explanation.Dimension == RuleSignalStage.Dimension);
        Assert.Equal(Severity.Low, last.Severity);
        Assert.Contains(world.Signals, static signal => signal.Evidence.Contains("day-0") && signal.Severity >= Severity.Medium);
        var opened = Assert.Single(first, entry => entry.Signals.Any(signal => signal.Id == last.Id));
        Assert.Contains(opened.Signals, signal => signal.Id == last.Id && signal.Severity >= Severity.Medium);
        Assert.Contains("entity=", opened.KnownAt, StringComparison.Ordinal);
        var revised = silo.Journal.LastOf(opened.Alert.Id);
        Assert.True(revised is { Revision: > 1, State: AlertState.Amended or AlertState.Retracted });
        Assert.DoesNotContain(revised.Signals, signal => signal.Id == last.Id && signal.Severity >= Severity.Medium);
    }

    [Fact]
    public async Task Given_CallsOfManyDaysInAnyOrderAndWithCopies_When_Settled_Then_TheSignalsAreTheOracles()
    {
        var token = TestContext.Current.CancellationToken;
        await using var silo = await WorldSilo.StartAsync();
        for (var seed = 1UL; seed <= 6; seed++)
        {
            var random = new SimRandom(SimRandom.Mix(seed));
            var account = string.Create(CultureInfo.InvariantCulture, $"77770000001{seed}");
            var days = Enumerable.Range(0, Days * 2).Select(day => Call(account, day / 2, day, random.Chance(15) ? "203.0.113.99" : "203.0.113.1")).ToList();
            var arrivals = days.Concat(days.Where(_ => random.Chance(20))).Select(day => (Key: random.Below(1_000), Day: day)).OrderBy(static pair => pair.Key).Select(static pair => pair.Day).ToList();
            var oracle = LocalEngine.Run(arrivals, StageBinding.Stages(WorldSilo.Config), ShardId.DefaultTenant);
            var owner = silo.Grains.GetGrain<IShardOwnerGrain>(Assert.Single(oracle.Worlds).Shard.ToString());
            var next = (int)await owner.OpenAsync(token);
            while (next < arrivals.Count)
            {
                var batch = arrivals.Skip(next).Take(1 + random.Below(BatchMax)).Select((day, n) => new Arrival(next + n, day)).ToValueArray();
                await owner.IngestAsync(new(batch), token);
                next += batch.Count;
                next = random.Chance(20) ? (int)await owner.OpenAsync(token) : next;
            }

            await owner.DrainAsync(token);
            var world = await owner.SettledAsync(token);
            Assert.Equal(Lines(oracle.Worlds[0].Signals), Lines(world.Signals));
            await StoredIsAsync(world, silo, token);
        }
    }

    /// <summary>The store alone gives the owner's world.</summary>
    private static async Task StoredIsAsync(ShardWorld world, WorldSilo silo, CancellationToken token)
    {
        var stored = await new ShardWorldReader(silo.Store, silo.Codec).ReadAsync(world.Shard, token);
        Assert.Equal(Lines(world.Signals), Lines(stored!.Signals));
        Assert.Equal(world.States.OrderBy(static state => state.Id).Select(static state => (state.Id, state.Events, state.Log.Entries.Count)), stored.States.OrderBy(static state => state.Id).Select(static state => (state.Id, state.Events, state.Log.Entries.Count)));
        Assert.Equal(world.Impacts.Select(TwinJson.Line).Order(StringComparer.Ordinal), stored.Impacts.Select(TwinJson.Line).Order(StringComparer.Ordinal));
        Assert.Equal(world.Events.Select(static record => record.Id).Order(StringComparer.Ordinal), stored.Events.Select(static record => record.Id).Order(StringComparer.Ordinal));
        Assert.Equal(world.Sources.Counts, stored.Sources.Counts);
    }

    private static IEnumerable<string> Lines(IEnumerable<Signal> signals) => signals.OrderBy(static signal => signal.Id, StringComparer.Ordinal).Select(TwinJson.Line);

    private PreparedEvent Call(int day) => Call(Account, day, day, "203.0.113.1");

    private PreparedEvent Call(string account, int day, int number, string address)
    {
        var bytes = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new Dictionary<string, object?>
        {
            ["eventVersion"] = "1.08",
            ["userIdentity"] = new { type = "IAMUser", principalId = "AIDAOPS", arn = $"arn:aws:iam::{account}:user/ops", accountId = account, accessKeyId = "AKIAOPS000000000", userName = "ops" },
            ["eventTime"] = Begin.AddDays(day).AddMinutes(number % 2 * 7).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["eventSource"] = "cloudtrail.amazonaws.com",
            ["eventName"] = "StopLogging",
            ["awsRegion"] = "eu-west-1",
            ["sourceIPAddress"] = address,
            ["userAgent"] = "aws-cli/2.15",
            ["requestParameters"] = new { name = $"arn:aws:cloudtrail:eu-west-1:{account}:trail/main" },
            ["eventID"] = string.Create(CultureInfo.InvariantCulture, $"day-{number}"),
            ["readOnly"] = false,
            ["recipientAccountId"] = account,
        }));
        Assert.True(new CloudTrailReader().TryRead(new("trail", number), bytes, RecordFormat.CloudTrail, out var read, out var letter), letter?.Reason);
        return PrepareStage.Prepare(read!, _rules.Find(read!, bytes));
    }
}
