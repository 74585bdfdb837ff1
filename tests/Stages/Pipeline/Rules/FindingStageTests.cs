using System.Text;
using CsCheck;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Signals;
using OrleansTwin.Normalization.Mappings;
using OrleansTwin.Normalization.Reading;
using OrleansTwin.Pipeline.Fold;
using OrleansTwin.Pipeline.Rules;

namespace OrleansTwin.Tests.Stages.Pipeline.Rules;

public sealed class FindingStageTests
{
    private const string Instance = "arn:aws:ec2:us-east-1:111122223333:instance/i-0123456789abcdef0";

    private static readonly DateTimeOffset Start = new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Given_AGuardDutyFinding_When_Prepared_Then_ItIsASignalOnItsInstanceAndNobodysCall()
    {
        const string Record = """
            {"schemaVersion":"2.0","accountId":"111122223333","region":"us-east-1","id":"f1","type":"Discovery:EC2/Portscan","title":"i-1 scans","description":"It scans.","severity":5,
             "createdAt":"2026-03-01T10:15:00Z","updatedAt":"2026-03-01T10:20:00Z","resource":{"instanceDetails":{"instanceId":"i-0123456789abcdef0"}},"service":{"eventFirstSeen":"2026-03-01T10:00:00Z"}}
            """;

        Assert.True(new MappedReader().TryRead(new("f", 0), Encoding.UTF8.GetBytes(Record), RecordFormat.GuardDuty, out var read, out var letter), letter?.Reason);
        var prepared = PrepareStage.Prepare(read!, RuleFindings.None);
        var signal = Assert.Single(FindingStage.Signals([prepared.Record]));

        Assert.Equal((SignalKind.ThirdParty, Severity.Medium, "i-1 scans", "thirdparty.amazon-guardduty"), (signal.Kind, signal.Severity, signal.Title, signal.Rule));
        Assert.Equal((Instance, Start), (signal.Subject.Value, signal.Time));
        Assert.Equal(["discovery"], signal.Tactics);
        Assert.Equal([prepared.Record.Id], signal.Evidence);
        Assert.Equal("Amazon GuardDuty: severity 5", signal.Explanation.Observed);
        Assert.All(prepared.Contributions, static contribution => Assert.Empty(contribution.Observations));
    }

    [Fact]
    public void Given_ALaterRevision_When_Decided_Then_TheSameSignalSaysWhatItSays()
    {
        var first = Finding("f", 0, Severity.Medium);
        var before = Assert.Single(FindingStage.Signals([first]));
        var after = Assert.Single(FindingStage.Signals([first, Finding("f", 5, Severity.High, targets: "arn:aws:s3:::other")]));

        Assert.Equal(before.Id, after.Id);
        Assert.Equal(Severity.High, after.Severity);
        Assert.Equal(2, after.Evidence.Count);
        Assert.Equal("the latest of 2 reports", after.Explanation.Window);
    }

    [Theory]
    [InlineData(FindingClass.Threat, Severity.Critical, false, Severity.Critical)]
    [InlineData(FindingClass.Posture, Severity.Critical, false, Severity.Low)]
    [InlineData(FindingClass.Vulnerability, Severity.High, false, Severity.Low)]
    [InlineData(FindingClass.DataClass, Severity.Info, false, Severity.Info)]
    [InlineData(FindingClass.Threat, null, false, Severity.Low)]
    [InlineData(FindingClass.Threat, Severity.High, true, Severity.Info)]
    public void Given_AClassAndAState_When_Decided_Then_ThreatsStandAsTheProductSaysAndTheRestIsLow(FindingClass kind, Severity? told, bool closed, Severity expected) =>
        Assert.Equal(expected, Assert.Single(FindingStage.Signals([Finding("f", 0, told, kind, closed)])).Severity);

    [Fact]
    public void Given_RevisionsInAnyOrderAndReplaced_When_TakenIn_Then_TheLedgerEndsAsTheStageOfAll() =>
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 9], Gen.Int[0, 3]).Array[0, 30].SelectMany(static rows => Gen.Shuffle((((int, int, int)[])rows.Clone()))
                .Select(shuffled => shuffled.Select(static row => Finding($"f{row.Item1}", row.Item2, (Severity)row.Item3)).ToList()))
            .Sample(static records =>
            {
                var ledger = new FindingLedger();
                var (present, held) = (new Dictionary<string, Signal>(StringComparer.Ordinal), new Dictionary<string, EventRecord>(StringComparer.Ordinal));
                foreach (var record in records)
                {
                    ledger.Put(record);
                    held[record.Id] = record;
                    foreach (var (origin, signals) in ledger.Decide())
                    {
                        present[origin] = Assert.Single(signals);
                    }
                }

                var expected = FindingStage.Signals(held.Values).OrderBy(static signal => signal.Id, StringComparer.Ordinal);
                Assert.Equal(expected, present.Values.OrderBy(static signal => signal.Id, StringComparer.Ordinal));
            });

    [Fact]
    public void Given_ACopyThatIsNoFindingAnyMore_When_TakenIn_Then_TheSignalIsGone()
    {
        var ledger = new FindingLedger();
        var record = Finding("f", 0, Severity.High);
        ledger.Put(record);
        ledger.Settle();
        ledger.Put(record with { Finding = null });
        Assert.Empty(Assert.Single(ledger.Decide()).Signals);
    }

    private static EventRecord Finding(string id, int minutes, Severity? severity, FindingClass kind = FindingClass.Threat, bool closed = false, string targets = Instance) => new()
    {
        Id = $"{id}-{minutes}",
        Time = Start,
        Account = "111122223333",
        Actor = new() { Id = string.Empty, Type = ActorType.Unknown },
        Targets = [new(new(targets), string.Empty, TargetRole.Primary)],
        Finding = new(id, "Acme", Start.AddMinutes(minutes).UtcTicks, $"Title {severity}", "Text.", kind, severity, severity?.ToString() ?? string.Empty, closed, [], []),
    };
}
