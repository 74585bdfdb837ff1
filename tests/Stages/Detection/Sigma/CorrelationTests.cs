using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using CsCheck;
using OrleansTwin.Detection.Sigma;
using OrleansTwin.Detection.Sigma.Correlation;
using Xunit;

namespace OrleansTwin.Tests.Stages.Detection.Sigma;

public class CorrelationTests
{
    private const string Rules = """
        title: a
        name: a
        logsource: {product: aws, service: cloudtrail}
        detection:
          selection: {eventName: A}
          condition: selection
        ---
        title: b
        name: b
        logsource: {product: aws, service: cloudtrail}
        detection:
          selection: {eventName: B}
          condition: selection
        ---
        title: c
        name: c
        id: 0f6bd3a9-5be7-4a05-9b1c-b0f1d5e5c001
        logsource: {product: aws, service: cloudtrail}
        detection:
          selection: {eventName: C}
          condition: selection
        ---

        """;

    [Theory]
    [InlineData("type: event_count\nrules: [a]\ncondition: {gte: 3}", "A0 A10 A20", "3: 00-20")]
    [InlineData("type: event_count\nrules: [a]\ncondition: {gte: 3}", "A0 A10 A71", "")]
    [InlineData("type: event_count\nrules: [a]\ncondition: {gte: 3}", "A0 A30 A60", "3: 00-60")]
    [InlineData("type: event_count\nrules: [a, b]\ncondition: {gte: 3}", "A0 B1 A2", "3: 00-02")]
    [InlineData("type: event_count\nrules: [a]\ncondition: {gt: 1, lt: 3}", "A0 A1 A2 A100 A101", "2: 00-01, 2: 100-101")]
    [InlineData("type: event_count\nrules: [a]\ncondition: {gte: 2}", "A0 A1 A2 A3", "4: 00-03")]
    [InlineData("type: event_count\nrules: [a]\ncondition: {gte: 2}", "A0 A1 A100 A101", "2: 00-01, 2: 100-101")]
    [InlineData("type: event_count\nrules: [a]\ncondition: {gte: 2}", "A0/u A1/v", "")]
    [InlineData("type: event_count\nrules: [a]\ncondition: {gte: 2}", "A0/- A1/-", "")]
    [InlineData("type: value_count\nrules: [a]\ncondition: {field: v, gte: 2}", "A0=x A1=x A2=y", "2: 00-02")]
    [InlineData("type: value_count\nrules: [a]\ncondition: {field: v, gte: 2}", "A0=x A1=x", "")]
    [InlineData("type: value_sum\nrules: [a]\ncondition: {field: v, gt: 10}", "A0=4 A1=7", "11: 00-01")]
    [InlineData("type: value_avg\nrules: [a]\ncondition: {field: v, gte: 5}", "A0=4 A1=7", "5.5: 00-01")]
    [InlineData("type: value_median\nrules: [a]\ncondition: {field: v, eq: 3}", "A0=1 A0=9 A0=3", "3: 00-00")]
    [InlineData("type: value_median\nrules: [a]\ncondition: {field: v, eq: 4}", "A0=1 A0=9 A0=3 A0=5", "4: 00-00")]
    [InlineData("type: value_percentile\nrules: [a]\ncondition: {field: v, percentile: 90, gte: 9}", "A0=1 A0=2 A0=3 A0=9", "9: 00-00")]
    [InlineData("type: value_percentile\nrules: [a]\ncondition: {field: v, percentile: 50, gte: 9}", "A0=1 A0=2 A0=3 A0=9", "")]
    [InlineData("type: value_sum\nrules: [a]\ncondition: {field: v, gte: 0}", "A0=x A1=y", "")]
    [InlineData("type: temporal\nrules: [a, b, c]", "B0 A10 C60", "3: 00-60")]
    [InlineData("type: temporal\nrules: [a, b, c]", "B0 A10 C61", "")]
    [InlineData("type: temporal\nrules: [a, b, c]\ncondition: {gte: 2}", "B0 A10", "2: 00-10")]
    [InlineData("type: temporal\nrules: [a, 0f6bd3a9-5be7-4a05-9b1c-b0f1d5e5c001]", "C0 A10", "2: 00-10")]
    [InlineData("type: temporal_ordered\nrules: [a, b, c]", "A0 B10 C20", "3: 00-20")]
    [InlineData("type: temporal_ordered\nrules: [a, b, c]", "B0 A10 C20", "")]
    [InlineData("type: temporal_ordered\nrules: [a, b, c]", "A0 A50 B55 C90", "3: 50-90")]
    [InlineData("type: temporal_ordered\nrules: [a, b, c]", "C5 B5 A5", "3: 05-05")]
    [InlineData("type: temporal_ordered\nrules: [a, a]", "A5 A7", "2: 05-07")]
    [InlineData("type: temporal_ordered\nrules: [a, a]", "A5", "")]
    [InlineData("type: event_count\nrules: [a]\nx-absent: [b]\ncondition: {gte: 1}", "A0", "1: 00-00")]
    [InlineData("type: event_count\nrules: [a]\nx-absent: [b]\ncondition: {gte: 1}", "A0 B50", "")]
    [InlineData("type: event_count\nrules: [a]\nx-absent: [b]\ncondition: {gte: 1}", "A0 B61", "1: 00-00")]
    public void Given_ACorrelation_When_EventsAreKept_Then_EpisodesAreFound(string correlation, string events, string expected)
    {
        var engine = Engine(correlation);
        Assert.Empty(engine.Diagnostics);

        Assert.Equal(expected, Show(SigmaCorrelator.Evaluate(engine.Correlations, Keep(engine, events))));
    }

    [Fact]
    public void Given_Aliases_When_GroupedBy_Then_DifferentFieldsMeet()
    {
        var engine = Engine("type: temporal\nrules: [a, b]\naliases: {who: {a: user, b: v}}", "[who]");

        Assert.Equal("2: 00-01", Show(SigmaCorrelator.Evaluate(engine.Correlations, Keep(engine, "A0/x B1/y=x"))));
        Assert.Equal("", Show(SigmaCorrelator.Evaluate(engine.Correlations, Keep(engine, "A0/x B1/x=y"))));
    }

    [Fact]
    public void Given_ACorrelationOfACorrelation_When_Evaluated_Then_TheInnerEpisodeIsAnEvent()
    {
        var engine = Engine("type: temporal_ordered\nrules: [many, c]", extra:
            "---\ntitle: many\nname: many\ncorrelation:\n  type: event_count\n  rules: [a]\n  group-by: [user]\n  timespan: 1m\n  condition: {gte: 3}\n");

        var results = SigmaCorrelator.Evaluate(engine.Correlations, Keep(engine, "A0 A1 A2 C30"));
        Assert.Equal(["many", "corr"], results.Select(result => result.Correlation));
        Assert.Empty(SigmaCorrelator.Evaluate(engine.Correlations, Keep(engine, "A0 A1 C30")));
        Assert.Single(SigmaCorrelator.Evaluate(engine.Correlations, Keep(engine, "C0 A1 A2 A3")));
    }

    [Theory]
    [InlineData("type: event_count\nrules: [nobody]\ncondition: {gte: 1}", "unknown-rule")]
    [InlineData("type: event_count\nrules: [corr]\ncondition: {gte: 1}", "unresolved")]
    [InlineData("type: event_count\nrules: [a]", "correlation-condition")]
    [InlineData("type: value_count\nrules: [a]\ncondition: {gte: 1}", "correlation-condition")]
    [InlineData("type: often\nrules: [a]\ncondition: {gte: 1}", "correlation-type")]
    [InlineData("type: temporal\nrules: [a, b]\ncondition: a and b", "unsupported-correlation-condition")]
    [InlineData("type: event_count\nrules: []\ncondition: {gte: 1}", "correlation-rules")]
    public void Given_AMistakenCorrelation_When_Read_Then_ItIsReported(string correlation, string code) =>
        Assert.Equal(code, Assert.Single(Engine(correlation).Diagnostics).Code);

    [Fact]
    public void Given_RulesOfACorrelation_When_NotGenerated_Then_TheyAreQuiet()
    {
        Assert.Equal([true, false, false], Engine("type: event_count\nrules: [a]\ncondition: {gte: 1}").For("aws.cloudtrail")!.Quiet);
        Assert.Equal([false, false, false], Engine("type: event_count\nrules: [a]\ngenerate: true\ncondition: {gte: 1}").For("aws.cloudtrail")!.Quiet);
    }

    [Fact]
    public void Given_TooManyEventsOfAGroup_When_Evaluated_Then_TheEarliestStayAndTheResultSaysSo()
    {
        var engine = Engine("type: event_count\nrules: [a]\ncondition: {gte: 1}");
        var start = new DateTimeOffset(2024, 5, 2, 0, 0, 0, TimeSpan.Zero);
        var events = Enumerable.Range(0, SigmaLimits.CorrelationEventsMax + 5).Select(i => new SigmaKeptEvent(
            start.AddSeconds(i), $"{i:D6}", "a", ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty.Add("user", ["u"])));

        var result = Assert.Single(SigmaCorrelator.Evaluate(engine.Correlations, events));
        Assert.True(result.Truncated);
        Assert.Equal(SigmaLimits.CorrelationEventsMax, result.Events);
        Assert.Equal(SigmaLimits.CorrelationEvidenceMax, result.Evidence.Length);
    }

    [Fact]
    public void Given_RandomEvents_When_ShuffledAndRepeated_Then_ResultsAreTheSame()
    {
        string[] kinds =
        [
            "type: event_count\nrules: [a, b]\ncondition: {gte: 3}", "type: value_count\nrules: [a]\ncondition: {field: v, gte: 2}",
            "type: temporal\nrules: [a, b, c]", "type: temporal_ordered\nrules: [a, b, c]", "type: value_avg\nrules: [a]\ncondition: {field: v, gt: 2}",
            "type: temporal_ordered\nrules: [a, c]\nx-absent: [b]", "type: value_percentile\nrules: [a]\ncondition: {field: v, percentile: 75, gte: 3}",
        ];
        var engines = kinds.Select(kind => Engine(kind)).ToList();
        var kept = Gen.Select(Gen.OneOf("A", "B", "C"), Gen.Int[0, 200], Gen.Int[0, 4], Gen.OneOf("u", "w"), (name, at, value, user) => $"{name}{at}/{user}={value}");
        Gen.Select(Gen.Int[0, kinds.Length - 1], kept.Array[0, 25]).SelectMany(pair => Gen.Shuffle(pair.Item2).Select(shuffled => (pair.Item1, pair.Item2, shuffled)))
            .Sample(
                sample =>
                {
                    var engine = engines[sample.Item1];
                    var events = Keep(engine, string.Join(' ', sample.Item2.Distinct()));
                    var disturbed = sample.shuffled.Distinct().SelectMany(text => events.Where(one => one.Id == text)).ToList();

                    Assert.Equal(
                        Show(SigmaCorrelator.Evaluate(engine.Correlations, events)),
                        Show(SigmaCorrelator.Evaluate(engine.Correlations, disturbed.Concat(disturbed.Take(5)))));
                });
    }

    [Fact]
    public void Given_RandomCounts_When_EvaluatedByWindow_Then_ASlowSearchAgrees()
    {
        var engine = Engine("type: event_count\nrules: [a]\ncondition: {gte: 3}");
        Gen.Int[0, 400].Array[0, 20].Sample(
            times =>
            {
                var events = Keep(engine, string.Join(' ', times.Distinct().Select(time => $"A{time}")));
                var sorted = times.Distinct().Order().ToList();
                // An event stands in an episode if some window of one minute that holds three events holds it.
                var expected = sorted.Where(time => sorted.Any(end => end >= time && end - time <= 60 && sorted.Count(other => other <= end && end - other <= 60) >= 3)).ToList();

                var found = SigmaCorrelator.Evaluate(engine.Correlations, events).SelectMany(result => result.Evidence)
                    .Select(id => int.Parse(id.AsSpan(1), CultureInfo.InvariantCulture)).Order().ToList();
                Assert.Equal(expected, found);
            });
    }

    private static SigmaEngine Engine(string correlation, string groupBy = "[user]", string extra = "") => SigmaEngine.Load(
    [
        new("rules.yml", Rules + "title: corr\nname: corr\ncorrelation:\n"
            + TestRules.Indent(correlation + $"\ngroup-by: {groupBy}\ntimespan: 1m") + "\n" + extra),
    ]);

    /// <summary>Events as name, second, /user (default u, - for none), =value.</summary>
    private static List<SigmaKeptEvent> Keep(SigmaEngine engine, string events)
    {
        var matcher = engine.For("aws.cloudtrail")!;
        var (record, findings) = (matcher.NewEvent(), matcher.NewFindings());
        var kept = new List<SigmaKeptEvent>();
        var number = 0;
        foreach (var text in events.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var (head, value) = text.Split('=') is [var left, var right] ? (left, right) : (text, null);
            var (name, user) = head.Split('/') is [var before, var after] ? (before, after) : (head, "u");
            var at = new DateTimeOffset(2024, 5, 2, 0, 0, 0, TimeSpan.Zero).AddSeconds(int.Parse(name.AsSpan(1), CultureInfo.InvariantCulture));
            var id = events.Split(' ').Count(other => other == text) > 1 ? $"{text}#{number++}" : text;
            var json = $$"""{"eventTime":"{{at:yyyy-MM-dd'T'HH:mm:ss'Z'}}","eventID":"{{id}}","eventName":"{{name[0]}}","user":{{(user == "-" ? "null" : $"\"{user}\"")}},"v":{{(value is null ? "null" : $"\"{value}\"")}}}""";
            record.Read(Encoding.UTF8.GetBytes(json));
            matcher.Evaluate(record, findings);
            kept.AddRange(findings.Matches.Select(rule => matcher.Keep(rule, record)).OfType<SigmaKeptEvent>());
        }

        return kept;
    }

    private static string Show(IEnumerable<SigmaCorrelationResult> results) => string.Join(", ", results.Select(result =>
    {
        var day = new DateTimeOffset(2024, 5, 2, 0, 0, 0, TimeSpan.Zero);
        return string.Create(CultureInfo.InvariantCulture, $"{result.Measure}: {(result.First - day).TotalSeconds:00}-{(result.Last - day).TotalSeconds:00}");
    }));
}
