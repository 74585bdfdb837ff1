using System.Globalization;
using System.Text;
using OrleansTwin.Grains.Abstractions;
using OrleansTwin.Grains.Ownership;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Json;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;
using OrleansTwin.Normalization.Mappings;
using OrleansTwin.Pipeline;
using OrleansTwin.Pipeline.Fold;
using OrleansTwin.Pipeline.Local;
using OrleansTwin.Pipeline.Rules;
using OrleansTwin.Tests.Cluster.Simulation;
using Xunit;

namespace OrleansTwin.Tests.Cluster.Worlds;

/// <summary>Other products' findings: one signal each, amended by later revisions, whatever the order in which they come.</summary>
public sealed class FindingTests
{
    private const int Findings = 5;
    private const int Revisions = 4;
    private const int BatchMax = 4;

    [Fact]
    public async Task Given_RevisionsInAnyOrderAndReopenings_When_Settled_Then_TheSignalsAreTheOracles()
    {
        var token = TestContext.Current.CancellationToken;
        await using var silo = await WorldSilo.StartAsync();
        for (var seed = 1UL; seed <= 4; seed++)
        {
            var random = new SimRandom(SimRandom.Mix(seed));
            var account = string.Create(CultureInfo.InvariantCulture, $"66660000001{seed}");
            var arrivals = Enumerable.Range(0, Findings * Revisions).Select(number => (Key: random.Below(1_000), Finding: Finding(account, number / Revisions, number % Revisions, random.Below(9))))
                .OrderBy(static pair => pair.Key).Select(static pair => pair.Finding).ToList();
            var oracle = LocalEngine.Run(arrivals, StageBinding.Stages(WorldSilo.Config), ShardId.DefaultTenant);
            var world = Assert.Single(oracle.Worlds);
            var owner = silo.Grains.GetGrain<IShardOwnerGrain>(world.Shard.ToString());
            var next = (int)await owner.OpenAsync(token);
            while (next < arrivals.Count)
            {
                var batch = arrivals.Skip(next).Take(1 + random.Below(BatchMax)).Select((finding, n) => new Arrival(next + n, finding)).ToValueArray();
                await owner.IngestAsync(new(batch), token);
                next += batch.Count;
                next = random.Chance(20) ? (int)await owner.OpenAsync(token) : next;
            }

            await owner.DrainAsync(token);
            Assert.Equal(Lines(world.Signals), Lines((await owner.SettledAsync(token)).Signals));
            Assert.Equal(Findings, world.Signals.Count(static signal => signal.Kind == SignalKind.ThirdParty));
        }
    }

    private static IEnumerable<string> Lines(IEnumerable<Signal> signals) => signals.OrderBy(static signal => signal.Id, StringComparer.Ordinal).Select(TwinJson.Line);

    private static PreparedEvent Finding(string account, int finding, int revision, int severity)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $$$"""
            {"schemaVersion":"2.0","accountId":"{{{account}}}","region":"us-east-1","id":"f{{{finding}}}","type":"Discovery:EC2/Portscan","title":"Revision {{{revision}}}","severity":{{{severity}}},
             "createdAt":"2026-03-01T10:15:00Z","updatedAt":"2026-03-01T10:2{{{revision}}}:00Z","resource":{"instanceDetails":{"instanceId":"i-0123456789abcdef{{{finding}}}"}},
             "service":{"archived":{{{(severity == 0 ? "true" : "false")}}},"eventFirstSeen":"2026-03-01T10:00:00Z"}}
            """);
        Assert.True(new MappedReader().TryRead(new("findings", (finding * Revisions) + revision), Encoding.UTF8.GetBytes(text), RecordFormat.GuardDuty, out var read, out var letter), letter?.Reason);
        return PrepareStage.Prepare(read!, RuleFindings.None);
    }
}
