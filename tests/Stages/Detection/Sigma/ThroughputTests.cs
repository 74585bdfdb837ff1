using System.Globalization;
using System.Text;
using OrleansTwin.Detection.Sigma;
using OrleansTwin.Rules;
using Xunit;

namespace OrleansTwin.Tests.Stages.Detection.Sigma;

/// <summary>
/// Events a second on one core, from a JSON line to findings. Explicit, since it measures the machine: run in Release with
/// <c>-explicit only -class "*ThroughputTests" -showLiveOutput</c>.
/// </summary>
public class ThroughputTests(ITestOutputHelper output)
{
    private const int IdleRules = 3_000;

    private const int Rounds = 5;

    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(1);

    [Fact(Explicit = true)]
    public void Given_RecordedEvents_When_EvaluatedOnOneCore_Then_IdleRulesCostNearlyNothing()
    {
        var records = RecordedData.CloudTrail("aws/invictus").Select(record => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(record.Json)).ToList();
        var publicRules = PublicRules.Sources("ref/sigma/aws");
        var bundled = BundledRules.All.Select(file => new SigmaSource("own/" + file.Path, file.Text)).ToList();
        List<SigmaSource> idle = [.. Enumerable.Range(0, IdleRules).Select(Idle)];

        var alone = Measure("57 public rules", publicRules, records);
        Measure("57 public and 93 bundled rules", [.. publicRules, .. bundled], records);
        var all = Measure("57 public and 3,000 idle rules", [.. publicRules, .. idle], records);
        Measure("57 public, 93 bundled and 3,000 idle rules", [.. publicRules, .. bundled, .. idle], records);

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"idle rules: {alone / all:0.00} times slower"));
        Assert.True(alone / all < 1.5);
    }

    private double Measure(string name, IReadOnlyList<SigmaSource> sources, List<ReadOnlyMemory<byte>> records)
    {
        var matcher = SigmaEngine.Load(sources).For("aws.cloudtrail")!;
        var (record, findings) = (matcher.NewEvent(), matcher.NewFindings());
        var best = 0.0;
        for (var round = 0; round < Rounds; round++)
        {
            var (events, evaluated, hits) = (0L, 0L, 0L);
            // Processor time, not the clock on the wall: others share the machine.
            var start = Environment.CpuUsage.TotalTime;
            while (Environment.CpuUsage.TotalTime - start < Enough)
            {
                foreach (var json in records)
                {
                    record.Read(json);
                    matcher.Evaluate(record, findings);
                    evaluated += findings.Evaluated;
                    hits += findings.Matches.Count;
                }

                events += records.Count;
            }

            var rate = events / (Environment.CpuUsage.TotalTime - start).TotalSeconds;
            if (rate > best)
            {
                best = rate;
                output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{name}: {rate:0} events/s, {1e6 / rate:0.00} µs an event, {(double)evaluated / events:0.00} of {matcher.Rules.Length} rules looked at, {matcher.UnindexedRules} without an index, {(double)hits / events:0.000} hits an event, {records.Average(one => one.Length):0} bytes"));
            }
        }

        return best;
    }

    private static SigmaSource Idle(int number) => new($"idle/{number:D4}.yml",
        TestRules.Rule($"selection:\n  eventSource: service{number % 40}.amazonaws.com\n  eventName: [NeverCalled{number}, NeverCalledEither{number}]\n  userAgent|contains: tool{number}\ncondition: selection")
            .Replace("name: r", $"name: idle{number}", StringComparison.Ordinal));
}
