using CsCheck;
using OrleansTwin.Sources.Kafka;

namespace OrleansTwin.Tests.Stages.Sources.Kafka;

public sealed class PartitionLedgerTests
{
    [Fact]
    public void Given_OffsetsThatBecomeDurableInAnyOrder_When_AskedWhatToCommit_Then_NothingBehindAGapIsNamed() =>
        Gen.Int[1, 30].SelectMany(static count => Gen.Shuffle(Enumerable.Range(0, count).Select(static number => number * 3L).ToArray())).Sample(static order =>
        {
            var ledger = new PartitionLedger();
            var offsets = order.Order().ToList();
            offsets.ForEach(ledger.Take);
            var durable = new HashSet<long>();
            long? committed = null;
            foreach (var offset in order)
            {
                ledger.Durable(offset);
                durable.Add(offset);
                var whole = offsets.TakeWhile(durable.Contains).ToList();
                long? expected = whole.Count == 0 ? null : whole[^1] + 1;
                Assert.Equal(expected == committed ? null : expected, ledger.ToCommit);
                if (ledger.ToCommit is { } next)
                {
                    ledger.Committed(next);
                    committed = next;
                }
            }

            Assert.Equal(offsets[^1] + 1, committed);
        });

    [Fact]
    public void Given_NothingNew_When_AskedWhatToCommit_Then_ThereIsNothing()
    {
        var ledger = new PartitionLedger();
        Assert.Null(ledger.ToCommit);
        ledger.Take(7);
        Assert.Null(ledger.ToCommit);
        ledger.Durable(7);
        Assert.Equal(8, ledger.ToCommit);
        ledger.Committed(8);
        Assert.Null(ledger.ToCommit);
    }
}
