using BenchmarkDotNet.Attributes;
using OrleansTwin.Incidents.Correlation;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Signals;

namespace OrleansTwin.Benchmarks;

/// <summary>Signals of many users over forty days and one shared bucket, joined to incidents; the figure is of all of them.</summary>
public class CorrelationBenchmarks
{
    private const int Users = 5_000;
    private const int Minutes = 60 * 24 * 40;
    private const int MediumEvery = 97;

    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private IReadOnlyList<Signal> _signals = [];

    [Params(10_000, 100_000)]
    public int Signals { get; set; }

    [GlobalSetup]
    public void Make() => _signals = [.. Enumerable.Range(0, Signals).Select(One)];

    [Benchmark]
    public int Correlate() => CorrelationStage.Correlate(_signals, [], LinkSource.Of(static _ => null)).Groups.Count;

    private static Signal One(int index)
    {
        var user = new EntityId(FormattableString.Invariant($"arn:aws:iam::111122223333:user/user{index % Users}"));
        var time = Start.AddMinutes(index / 2 % Minutes);
        var rule = FormattableString.Invariant($"r{index % 7}");
        return new()
        {
            Id = FormattableString.Invariant($"sig-{index:D6}"),
            Time = time,
            LastTime = time,
            Rule = rule,
            Title = rule,
            Kind = SignalKind.Sequence,
            Dimension = SignalDimension.Identity,
            Severity = index % MediumEvery == 0 ? Severity.Medium : Severity.Low,
            Entities = [user, new("arn:aws:s3:::shared")],
            Explanation = new(string.Empty, string.Empty, string.Empty, string.Empty, string.Empty),
        };
    }
}
