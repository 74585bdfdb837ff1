using System.Text.Json;
using OrleansTwin.Tests.Stages.Access;
using OrleansTwin.Tests.Stages.Architecture;
using Xunit;

namespace OrleansTwin.Tests.Stages.Commands;

public sealed class OtherCommandTests : IDisposable
{
    private const string Rule = """
        title: Trail stopped
        id: 5d1b2b37-6c4e-4a2c-9d1e-0f5c6d7e8f90
        name: test.trail-stopped
        status: test
        level: high
        logsource:
          product: aws
          service: cloudtrail
        detection:
          selection:
            eventName: StopLogging
          condition: selection
        x-cases:
          fires:
            - name: stopped
              origin: made for the test
              event: {"eventName": "StopLogging"}
          near-misses:
            - name: started
              origin: made for the test
              event: {"eventName": "StartLogging"}
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("twin-answers-").FullName;

    [Theory]
    [InlineData("test-nat-gateway")]
    [InlineData("test-public-private-subnet")]
    [InlineData("test-public-subnet")]
    [InlineData("test-vpc-peering")]
    public void Given_ARecordedNetwork_When_AskedWhatReachesWhat_Then_EveryFactAgrees(string name)
    {
        var folder = AccessFixtures.DataFile($"network/batfish_aws/{name}");
        using var facts = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "assertions.json")));
        var all = facts.RootElement.GetProperty("facts").EnumerateArray().ToList();

        var agreed = all.Count(fact => Accepts(fact, Reach(folder, fact)));

        TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant($"{name}: {agreed} of {all.Count} agree"));
        Assert.Equal(all.Count, agreed);
    }

    [Fact]
    public void Given_ARuleWithItsCases_When_CheckedAndTested_Then_ItHolds()
    {
        var path = Write("rule.yml", Rule);

        Assert.Equal((0, ""), (Called.With("rules", "check", path).Status, Called.With("rules", "check", path).Out));
        var tested = Called.With("rules", "test", path);
        Assert.Equal(0, tested.Status);
        Assert.Equal(["fire", "silence"], tested.Lines.Select(static l => l.GetProperty("did").GetString()));
    }

    [Fact]
    public void Given_ACaseThatDoesNotHold_When_Tested_Then_ItEndsWithFourAndNamesThePlace()
    {
        var path = Write("rule.yml", Rule.Replace("\"StartLogging\"", "\"StopLogging\"", StringComparison.Ordinal));

        var tested = Called.With("rules", "test", path);

        Assert.Equal(4, tested.Status);
        var failed = Assert.Single(tested.Lines, static l => !l.GetProperty("passed").GetBoolean());
        Assert.Equal(("started", "silence", "fire"), (failed.GetProperty("case").GetString(), failed.GetProperty("must").GetString(), failed.GetProperty("did").GetString()));
        Assert.Equal(path, failed.GetProperty("file").GetString());
    }

    [Fact]
    public void Given_ABrokenRule_When_Checked_Then_ItEndsWithFourWithFileLineAndColumn()
    {
        Write("good.yml", Rule);
        var path = Write("bad.yml", Rule.Replace("test.trail-stopped", "test.other", StringComparison.Ordinal).Replace("eventName: StopLogging", "eventName|fuzzy: StopLogging", StringComparison.Ordinal).Replace("5d1b2b37", "5d1b2b38", StringComparison.Ordinal));

        var called = Called.With("rules", "check", _folder);

        Assert.Equal(4, called.Status);
        var problem = Assert.Single(called.Lines, static l => l.GetProperty("severity").GetString() == "error");
        Assert.Equal((path, 11), (problem.GetProperty("file").GetString(), problem.GetProperty("line").GetInt32()));
        Assert.True(problem.GetProperty("column").GetInt32() > 1);
    }

    [Fact]
    public void Given_TheBundledRules_When_CheckedAndTested_Then_TheyHold()
    {
        var folder = Path.Combine(Repository.Root, "src", "OrleansTwin.Rules", "aws");

        Assert.Equal(0, Called.With("rules", "check", folder).Status);
        var tested = Called.With("rules", "test", folder);
        Assert.Equal(0, tested.Status);
        Assert.True(tested.Lines.Count > 150, $"{tested.Lines.Count}");
    }

    [Fact]
    public void Given_ASeriesWithABrokenLine_When_Scored_Then_TheOtherLinesAreAnsweredAndItIsToldWhere()
    {
        var path = Write("series.csv", "timestamp,value\n2026-01-01 00:00:00,1.5\n2026-01-01 00:05:00,many\r\n2026-01-01 00:10:00,2");

        var called = Called.With("detect", "series", "--in", path);

        Assert.Equal(1, called.Status);
        Assert.Equal("timestamp,value,anomaly_score\n2026-01-01 00:00:00,1.5,0\n2026-01-01 00:10:00,2,0\n", called.Out);
        Assert.Contains($"{path}:3: `2026-01-01 00:05:00,many`", called.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Given_RecordedAlerts_When_Correlated_Then_EachHasAnIncidentAndPairwiseF1IsPrinted()
    {
        var alerts = AccessFixtures.DataFile("correlation/secrl_alerts.jsonl");
        var truth = AccessFixtures.DataJson("correlation/secrl_truth.json").EnumerateArray().ToDictionary(static r => r.GetProperty("SystemAlertId").GetString()!, static r => r.GetProperty("incident").ToString());

        var called = Called.With("correlate", "--alerts", alerts);

        Assert.Equal(0, called.Status);
        var found = called.Lines.Select(static l => (Alert: l.GetProperty("alert").GetString()!, Incident: l.GetProperty("incident").GetString()!)).Where(l => truth.ContainsKey(l.Alert)).ToList();
        var pairs = found.SelectMany((left, i) => found.Skip(i + 1).Select(right => (Found: left.Incident == right.Incident, True: truth[left.Alert] == truth[right.Alert]))).ToList();
        var f1 = 2.0 * pairs.Count(static p => p.Found && p.True) / (pairs.Count(static p => p.Found) + pairs.Count(static p => p.True));
        TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant($"pairwise F1 {f1:F3} over {found.Count} alerts"));
        Assert.True(f1 >= 0.7, FormattableString.Invariant($"F1 {f1:F3}"));
    }

    private static string Reach(string folder, JsonElement fact)
    {
        List<string> arguments = ["network", "reach", "--snapshot", Path.Combine(folder, "aws_configs"), "--from", fact.GetProperty("from").GetString()!, "--to", fact.GetProperty("to").GetString()!, "--protocol", fact.GetProperty("protocol").GetString()!];
        if (fact.TryGetProperty("port", out var port))
        {
            arguments.AddRange(["--port", port.GetRawText()]);
        }

        var called = Called.With([.. arguments]);
        Assert.Equal(0, called.Status);
        return Assert.Single(called.Lines).GetProperty("verdict").GetString()!;
    }

    private static bool Accepts(JsonElement fact, string verdict) => fact.GetProperty("accept").EnumerateArray().Any(a => a.GetString() == verdict);

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => Directory.Delete(_folder, true);
}
