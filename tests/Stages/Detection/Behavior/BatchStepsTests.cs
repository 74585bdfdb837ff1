using CsCheck;
using OrleansTwin.Detection.Behavior;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Twin.Baselines;
using OrleansTwin.Twin.State;

namespace OrleansTwin.Tests.Stages.Detection.Behavior;

/// <summary>A batch that spans months is taken by steps: same state, and the decisions of one that comes hour by hour.</summary>
public sealed class BatchStepsTests
{
    private static readonly EntityId Caller = new("arn:aws:iam::111122223333:user/caller");
    private static readonly BaselineLimits Limits = new();

    private static readonly Gen<EntityBatch> Batches = Gen.Select(Gen.Int[0, 9_600], Gen.Int[1, 5]).Array[1, 25].Select(static calls => BatchOf(calls));

    [Fact]
    public void Given_ABatch_When_AppliedByItsSteps_Then_TheStateIsThatOfTheWhole() =>
        Batches.Sample(static batch =>
        {
            var whole = TwinReducer.Apply(EntityState.Empty(Caller), batch, Limits);
            var steps = BatchSteps.Of(batch).Aggregate(EntityState.Empty(Caller), static (state, step) => TwinReducer.Apply(state, step.Step, Limits));
            Assert.Equal(Text(whole), Text(steps));
        });

    [Fact]
    public void Given_CallsOverMoreThanAYearInOneBatch_When_DecidedByItsSteps_Then_TheSignalsAreThoseOfTheCallsHourByHour() =>
        Batches.Sample(static batch => Assert.Equal(HourByHour(batch), BySteps(batch)), iter: 300);

    [Fact]
    public void Given_ASilenceInsideABatchThatEndsMonthsLater_When_Decided_Then_TheWakingIsStillSeen()
    {
        (int, int)[] calls = [(0, 1), (48, 1), (144, 1), (1_296, 2), (1_320, 1), (1_728, 1), (1_968, 1), (2_376, 1)];
        Assert.Contains(BySteps(BatchOf(calls)), static id => id.Contains("dormant", StringComparison.Ordinal));
    }

    private static List<string> HourByHour(EntityBatch batch)
    {
        var signals = new List<string>();
        var state = EntityState.Empty(Caller);
        foreach (var hour in batch.Observations.GroupBy(static observation => observation.Hour).OrderBy(static group => group.Key))
        {
            state = TwinReducer.Apply(state, batch with { Observations = [.. hour], Changes = [], Events = 0 }, Limits);
            signals.AddRange(BehaviorStage.Derive(state, BehaviorContext.Default, At(hour.Key), At(hour.Key + 1)).Select(static signal => $"{signal.Rule} {signal.Id}"));
        }

        return signals;
    }

    private static List<string> BySteps(EntityBatch batch)
    {
        var signals = new List<string>();
        var (state, steps) = (EntityState.Empty(Caller), BatchSteps.Of(batch));
        for (var index = 0; index < steps.Count; index++)
        {
            state = TwinReducer.Apply(state, steps[index].Step, Limits);
            var next = index + 1 < steps.Count ? new EventOrder(steps[index + 1].FromTicks, EventPhase.Create, string.Empty) : EventOrder.Latest;
            signals.AddRange(BehaviorStage.Derive(state, BehaviorContext.Default, new(steps[index].FromTicks, EventPhase.Create, string.Empty), next).Select(static signal => $"{signal.Rule} {signal.Id}"));
        }

        return signals;
    }

    private static EntityBatch BatchOf(IEnumerable<(int Hour, int Count)> calls)
    {
        var hours = calls.DistinctBy(static call => call.Hour).Select(static call => (Hour: 430_000 + call.Hour, call.Count)).ToList();
        return new()
        {
            Entity = Caller,
            Changes = [.. hours.Select(static call => new ResourceChange { Entity = new(Caller, EntityKind.Identity, "AWS::IAM::User"), At = OrderOf(call.Hour), Kind = ChangeKind.Change, Basis = KnowledgeBasis.Write })],
            Observations = [.. hours.Select(static call => new Observation { Measure = Measure.Calls, Hour = call.Hour, Count = call.Count, First = OrderOf(call.Hour), LastTicks = OrderOf(call.Hour).Ticks })],
            Events = hours.Count,
            FirstTicks = hours.Min(static call => OrderOf(call.Hour).Ticks),
            LastTicks = hours.Max(static call => OrderOf(call.Hour).Ticks),
        };
    }

    private static EventOrder OrderOf(int hour) => new(Observation.TimeOf(hour).UtcTicks + 7, EventPhase.Change, $"e{hour}");

    private static EventOrder At(int hour) => new(Observation.TimeOf(hour).UtcTicks, EventPhase.Create, string.Empty);

    private static string Text(EntityState state) => string.Join(
        '\n',
        state.Log.All().Select(static change => change.At.ToString())
            .Concat(state.Baseline.Counters.SelectMany(static pair => pair.Value.Hours.Select(hour => $"{pair.Key} {hour}")))
            .Append($"{state.FirstTicks} {state.LastTicks} {state.Events}"));
}
