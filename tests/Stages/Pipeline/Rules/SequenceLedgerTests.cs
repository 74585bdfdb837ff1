using System.Collections.Immutable;
using CsCheck;
using OrleansTwin.Detection.Sigma;
using OrleansTwin.Detection.Sigma.Correlation;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Signals;
using OrleansTwin.Pipeline.Rules;

namespace OrleansTwin.Tests.Stages.Pipeline.Rules;

/// <summary>Deciding only the groups that changed ends where deciding everything at once does.</summary>
public sealed class SequenceLedgerTests
{
    private const string Rules = """
        title: Many denials of one caller
        name: count
        correlation: {type: event_count, rules: [denied], group-by: [who], timespan: 10m, condition: {gte: 2}}
        level: medium
        ---
        title: Many denials in the account
        name: all
        correlation: {type: event_count, rules: [denied], timespan: 5m, condition: {gte: 3}}
        level: low
        ---
        title: A denial, then a write
        name: chain
        correlation: {type: temporal_ordered, rules: [denied, written], group-by: [who], timespan: 10m}
        level: high
        ---
        title: Counted, then a write
        name: nested
        correlation: {type: temporal, rules: [count, written], group-by: [who], timespan: 1h, generate: true}
        level: high
        ---
        title: Denied
        name: denied
        logsource: {product: aws, service: cloudtrail}
        detection: {selection: {errorCode: AccessDenied}, condition: selection}
        ---
        title: Written
        name: written
        logsource: {product: aws, service: cloudtrail}
        detection: {selection: {readOnly: false}, condition: selection}
        """;

    private static readonly ImmutableArray<SigmaCorrelation> Correlations = SigmaEngine.Load([new("rules.yml", Rules)]).Correlations;

    private static readonly Gen<EventRecord> Event =
        Gen.Select(Gen.Int[0, 12], Gen.Int[0, 40], Gen.OneOf(Gen.Const("ana"), Gen.Const("ben")), Gen.OneOf(Gen.Const("denied"), Gen.Const("written"), Gen.Const("none")))
            .Select(static (id, minute, who, rule) => new EventRecord
            {
                Id = $"e{id}",
                Time = new DateTimeOffset(2024, 5, 2, 10, minute, 0, TimeSpan.Zero),
                Account = "111122223333",
                Actor = new() { Id = $"arn:aws:iam::111122223333:user/{who}" },
                Matches = rule == "none" ? [] : [new(rule, [new("who", [who])])],
            });

    [Fact]
    public void Given_FourRules_Then_AllAreRead() => Assert.Equal(["all", "chain", "count", "nested"], Correlations.Select(static correlation => correlation.Key).Order(StringComparer.Ordinal));

    // An id that comes again takes the place of what was known of it, as a better copy of an event does.
    [Fact]
    public void Given_EventsInAnyOrderAndReplaced_When_DecidedStepByStep_Then_ItEndsAsDecidedAtOnce() => Event.List[0, 25].Sample(events =>
    {
        var ledger = new SequenceLedger(Correlations);
        var held = new Dictionary<string, IReadOnlyList<Signal>>(StringComparer.Ordinal);
        foreach (var record in events)
        {
            ledger.Put(record);
            foreach (var (origin, signals) in ledger.Decide())
            {
                held[origin] = signals;
            }
        }

        var last = events.GroupBy(static record => record.Id).Select(static copies => copies.Last());
        Assert.Equal(Sorted(SequenceStage.Signals(Correlations, last)), Sorted(held.Values.SelectMany(static signals => signals)));
    });

    [Fact]
    public void Given_TwoDenials_When_Decided_Then_TheSignalSaysWhatWasSeenAndWhatTheRuleAsks()
    {
        EventRecord[] events = [.. new[] { 0, 3 }.Select(static minute => new EventRecord
        {
            Id = $"e{minute}",
            Time = new DateTimeOffset(2024, 5, 2, 10, minute, 0, TimeSpan.Zero),
            Account = "111122223333",
            Actor = new() { Id = "arn:aws:iam::111122223333:user/ana" },
            Matches = [new("denied", [new("who", ["ana"])])],
        })];

        var signal = Assert.Single(SequenceStage.Signals(Correlations, events), static signal => signal.Rule == "count");

        Assert.Equal(SignalKind.Sequence, signal.Kind);
        Assert.Equal(["e0", "e3"], signal.Evidence);
        Assert.Equal("arn:aws:iam::111122223333:user/ana", signal.Subject.Value);
        Assert.StartsWith("2 events from 2024-05-02", signal.Explanation.Observed, StringComparison.Ordinal);
        Assert.Equal("the rule asks for at least 2", signal.Explanation.Expected);
    }

    private static List<Signal> Sorted(IEnumerable<Signal> signals) => [.. signals.OrderBy(static signal => signal.Id, StringComparer.Ordinal)];
}
