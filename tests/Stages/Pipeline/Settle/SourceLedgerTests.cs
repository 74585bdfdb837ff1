using System.Globalization;
using CsCheck;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Pipeline.Fold;
using OrleansTwin.Pipeline.Settle;

namespace OrleansTwin.Tests.Stages.Pipeline.Settle;

public sealed class SourceLedgerTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Given_AnyOrderOfArrival_When_Counted_Then_TheBookIsTheSameAlsoPastItsBounds()
    {
        Gen.Select(Gen.Int[0, 1_200], Gen.Int[0, 5_000], Gen.Bool).Array[0, 1_500].SelectMany(static rows => Gen.Shuffle(rows.Select((row, index) => Event(index, row.Item1, row.Item2, row.Item3)).ToArray()).Select(shuffled => (rows.Select((row, index) => Event(index, row.Item1, row.Item2, row.Item3)).ToArray(), shuffled)))
            .Sample(static pair =>
            {
                var (plain, shuffled) = (SourceLedger.Of(pair.Item1), SourceLedger.Of(pair.shuffled));
                Assert.Equal(plain.Counts, shuffled.Counts);
                Assert.Equal(plain.Lost, shuffled.Lost);
                Assert.Equal(plain.LostCount, shuffled.LostCount);
            }, iter: 20);
    }

    [Fact]
    public void Given_ABookLoaded_When_MoreIsCounted_Then_AsIfNeverStopped()
    {
        var events = Enumerable.Range(0, 40).Select(static index => Event(index, index % 3, index, index % 2 == 0)).ToList();
        var resumed = new SourceLedger();
        resumed.Load(SourceLedger.Of(events.Take(17)));
        events.Skip(17).ToList().ForEach(resumed.Add);

        var whole = SourceLedger.Of(events);
        Assert.Equal(whole.Counts, resumed.Book.Counts);
        Assert.Equal(whole.Lost, resumed.Book.Lost);
        Assert.Equal(whole.LostCount, resumed.Book.LostCount);
    }

    internal static PreparedEvent Skipped(string id, int second)
    {
        var order = new EventOrder(Start.AddSeconds(second).UtcTicks, EventPhase.Read, id);
        return new()
        {
            Order = order, Fingerprint = 1, Account = "111122223333",
            Record = new() { Id = id, Time = order.Time, Source = RecordFormat.VpcFlow, Region = "eu-central-1", Actor = new() },
            Lost = new(RecordFormat.VpcFlow, order, new("arn:aws:ec2:eu-central-1:111122223333:network-interface/eni-1"), order.Time, order.Time.AddMinutes(1)),
        };
    }

    private static PreparedEvent Event(int index, int region, int second, bool lost)
    {
        var one = Skipped(string.Create(CultureInfo.InvariantCulture, $"e{index}"), second);
        return one with { Lost = lost ? one.Lost : null, Record = one.Record with { Region = string.Create(CultureInfo.InvariantCulture, $"r{region}"), Category = lost ? EventCategory.Flow : EventCategory.Data } };
    }
}
