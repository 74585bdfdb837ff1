using CsCheck;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Pipeline.Fold;
using OrleansTwin.Twin.Baselines;

namespace OrleansTwin.Tests.Stages.Pipeline.Fold;

/// <summary>Gathering by sums in place against the obvious way: group what agrees, take the least, add the counts.</summary>
public sealed class EntityFoldTests
{
    private static readonly Gen<Observation> AnObservation = Gen.Select(Gen.Int[0, 2], Gen.Int[0, 3], Gen.Int[0, 4], Gen.Int[0, 2], Gen.Long[1, 9], Gen.Int[0, 50])
        .Select(static (subject, kind, value, hour, count, at) => new Observation
        {
            Subject = $"subject{subject}",
            Dimension = kind < 2 ? (Dimension)kind : null,
            Measure = kind < 2 ? null : (Measure)kind,
            Value = kind < 2 ? $"value{value}" : string.Empty,
            Hour = hour,
            Count = count,
            First = new((hour * TimeSpan.TicksPerHour) + at, EventPhase.Read, $"event{at}"),
            LastTicks = (hour * TimeSpan.TicksPerHour) + at,
        });

    private static readonly Gen<PreparedEvent> AnEvent = Gen.Select(Gen.Int[0, 1_000], AnObservation.List[0, 6].List[1, 3]).Select(static (ticks, said) => new PreparedEvent
    {
        Order = new(ticks, EventPhase.Read, "event"),
        Fingerprint = 0,
        Account = "1",
        Record = new() { Id = "event", Time = DateTimeOffset.UnixEpoch, Action = "a", Actor = new() },
        Contributions = [.. said.Select(static (observations, index) => new Contribution(new($"entity{index}"), [], [.. observations], []))],
    });

    [Fact]
    public void Given_RandomEvents_When_Folded_Then_EachSumIsThatOfTheObviousWay() =>
        AnEvent.List[1, 8].Sample(static events =>
        {
            var fold = new EntityFold();
            events.ForEach(fold.Add);
            var batches = fold.Take();
            Assert.Equal(batches.Select(static batch => batch.Entity).Order(), batches.Select(static batch => batch.Entity));
            foreach (var batch in batches)
            {
                Assert.Equal(Plainly(events, batch.Entity), Lines(batch.Observations));
            }
        });

    private static string[] Plainly(List<PreparedEvent> events, EntityId entity) => Lines(events
        .SelectMany(static one => one.Contributions)
        .Where(contribution => contribution.Entity == entity)
        .SelectMany(static contribution => contribution.Observations)
        .GroupBy(static observation => (observation.Subject, observation.Dimension, observation.Measure, observation.Value, observation.Hour))
        .Select(static group => group.MinBy(static observation => observation.First)! with { Count = group.Sum(static observation => observation.Count), LastTicks = group.Max(static observation => observation.LastTicks) }));

    private static string[] Lines(IEnumerable<Observation> observations) => [.. observations.Select(static observation => observation.ToString()).Order(StringComparer.Ordinal)];
}
