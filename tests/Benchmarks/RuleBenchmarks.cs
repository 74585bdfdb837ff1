using BenchmarkDotNet.Attributes;
using OrleansTwin.Detection.Sigma;
using OrleansTwin.Detection.Sigma.Events;
using OrleansTwin.Rules;

namespace OrleansTwin.Benchmarks;

/// <summary>A JSON record held against rules; figures are of one record. Rules of other calls must cost next to nothing.</summary>
public class RuleBenchmarks
{
    private SigmaLogMatcher? _matcher;
    private SigmaEvent? _record;
    private SigmaFindings? _findings;

    [Params(0, 3_000)]
    public int IdleRules { get; set; }

    [GlobalSetup]
    public void Load()
    {
        var rules = BundledRules.All.Select(static rule => new SigmaSource(rule.Path, rule.Text)).Concat(Enumerable.Range(0, IdleRules).Select(Idle));
        _matcher = SigmaEngine.Load(rules).For("aws.cloudtrail") ?? throw new InvalidOperationException("no rule is of CloudTrail");
        (_record, _findings) = (_matcher.NewEvent(), _matcher.NewFindings());
    }

    [Benchmark(OperationsPerInvoke = LoadSample.Records)]
    public int ReadAndEvaluate()
    {
        var hits = 0;
        foreach (var json in LoadSample.Json)
        {
            _record!.Read(json);
            _matcher!.Evaluate(_record, _findings!);
            hits += _findings!.Matches.Count;
        }

        return hits;
    }

    private static SigmaSource Idle(int number) => new(
        FormattableString.Invariant($"idle/{number:D4}.yml"),
        FormattableString.Invariant($"""
            title: never met
            name: idle{number}
            logsource:
              product: aws
              service: cloudtrail
            detection:
              selection:
                eventSource: service{number % 40}.amazonaws.com
                eventName: [NeverCalled{number}, NeverCalledEither{number}]
                userAgent|contains: tool{number}
              condition: selection
            level: low
            """));
}
