using OrleansTwin.Pipeline.Ports;
using OrleansTwin.Pipeline.Protocol;
using Xunit;
using Effect = OrleansTwin.Pipeline.Protocol.ShardEffect<string, long>;
using Input = OrleansTwin.Pipeline.Protocol.ShardInput<string, long>;

namespace OrleansTwin.Tests.Stages.Pipeline.Protocol;

/// <summary>What is suspected after epochs that ended, with a word and without.</summary>
public sealed class SuspectTests
{
    [Fact]
    public void Given_A_Record_That_Breaks_Three_Epochs_When_Opened_Again_Then_It_Is_A_Dead_Letter_And_The_Others_Are_Applied()
    {
        var desk = new ShardDesk();
        ShardRecord<string>[] records = [ShardDesk.Record("good", "unit", 0), ShardDesk.Record("bad", "unit", 1), ShardDesk.Record("fine", "unit", 2)];
        var broken = 0;
        for (var epoch = 1; epoch <= 4; epoch++)
        {
            desk.Offer(records);
            while (desk.Has<Effect.ApplyBatch>() && !desk.Protocol.IsOver)
            {
                var batch = desk.One<Effect.ApplyBatch>();
                if (batch.Records.Any(static record => record.Value == "bad"))
                {
                    broken++;
                    desk.Step(new Input.BatchFailed(desk.Epoch, batch.Batch, "threw"));
                }
                else
                {
                    desk.Applied(batch.Batch);
                }
            }

            if (desk.Protocol.IsOver)
            {
                desk.Reopen(EndedEpochs.None.With(desk.One<Effect.GiveUp>().Suspects));
                desk.Cut();
            }
        }

        desk.Cut();
        Assert.Equal(3, broken);
        Assert.Equal("bad \u0003", desk.Text(StoreTable.DeadLetter));
        Assert.Equal(3, desk.One<Effect.AcknowledgePositions>().Units[0].Next);
        Assert.Equal(string.Empty, desk.Rows.ContainsKey((StoreTable.Meta, "suspects")) ? "suspects left" : string.Empty);
    }

    [Fact]
    public void Given_An_Owner_That_Opens_Anew_Again_And_Again_When_A_Batch_Was_Named_Then_Nothing_Is_Suspected()
    {
        var desk = new ShardDesk();
        desk.Reopen(EndedEpochs.None);
        desk.Reopen(EndedEpochs.None);
        for (var count = 1; count <= 5; count++)
        {
            desk.Offer(ShardDesk.Record("a", "unit", 0));
            if (!desk.Has<Effect.ApplyBatch>())
            {
                desk.Cut();
            }

            Assert.True(desk.Has<Effect.ApplyBatch>());
            desk.Reopen(EndedEpochs.None.With([]));
        }

        Assert.False(desk.Rows.ContainsKey((StoreTable.DeadLetter, "a")));
    }

    [Fact]
    public void Given_Epochs_That_Ended_With_A_Word_And_No_Cut_When_Opened_Again_Then_The_Shard_Is_Not_Careful()
    {
        var desk = new ShardDesk();
        var ended = EndedEpochs.None;
        for (var count = 1; count <= 5; count++)
        {
            ended = ended.With([]);
            desk.Reopen(ended);
        }

        desk.Offer(ShardDesk.Record("a", "unit", 0));
        Assert.True(desk.Has<Effect.ApplyBatch>());
    }

    [Fact]
    public void Given_Two_Epochs_That_Ended_Without_A_Word_When_Opened_Again_Then_Each_Batch_Is_Named_In_A_Cut_Before_It_Starts()
    {
        var desk = new ShardDesk();
        desk.Reopen(EndedEpochs.None);
        desk.Reopen(EndedEpochs.None);
        desk.Offer(ShardDesk.Record("a", "unit", 0));
        Assert.False(desk.Has<Effect.ApplyBatch>());
        desk.Cut();
        Assert.Contains(ShardDesk.Fingerprint("a").ToString(System.Globalization.CultureInfo.InvariantCulture), desk.Text(StoreTable.Meta), StringComparison.Ordinal);
        Assert.True(desk.Has<Effect.ApplyBatch>());
    }
}
