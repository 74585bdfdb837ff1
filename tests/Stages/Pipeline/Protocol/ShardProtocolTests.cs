using OrleansTwin.Model.Events;
using OrleansTwin.Pipeline.Ports;
using OrleansTwin.Pipeline.Protocol;
using Xunit;
using Effect = OrleansTwin.Pipeline.Protocol.ShardEffect<string, long>;
using Input = OrleansTwin.Pipeline.Protocol.ShardInput<string, long>;

namespace OrleansTwin.Tests.Stages.Pipeline.Protocol;

/// <summary>The rules one by one; what they are worth together is the simulation's to show (tests/Cluster/Simulation).</summary>
public sealed class ShardProtocolTests
{
    private static readonly ShardMark Mark = new(ShardDesk.Entity, "event", new EventOrder(1, EventPhase.Change, "event"), 0);

    [Fact]
    public void Given_An_Applied_Record_When_Its_Cut_Is_Not_Committed_Then_Nothing_Is_Acknowledged()
    {
        var desk = new ShardDesk();
        desk.Offer(ShardDesk.Record("a", "unit", 0));
        desk.Applied(desk.One<Effect.ApplyBatch>().Batch);
        desk.Step(new Input.CutRequested());
        Assert.True(desk.Has<Effect.WriteCut>());
        Assert.False(desk.Has<Effect.AcknowledgePositions>());
        desk.Cut();
        Assert.Equal(new UnitPosition("unit", 1, false), Assert.Single(desk.One<Effect.AcknowledgePositions>().Units));
    }

    [Fact]
    public void Given_An_Urgent_Message_When_Its_Work_Is_Applied_Then_A_Cut_Comes_Within_20_Ms_And_The_Message_After_It()
    {
        var desk = new ShardDesk();
        desk.Offer(ShardDesk.Record("a", "unit", 0));
        desk.Applied(desk.One<Effect.ApplyBatch>().Batch, new WorkOutcome { Messages = [new(ShardDesk.There, new byte[] { 7 }, Urgent: true)] });
        Assert.InRange(desk.Protocol.NextDueTicks - desk.Now, 0, TimeSpan.FromMilliseconds(20).Ticks);
        desk.Pass(TimeSpan.FromTicks(desk.Protocol.NextDueTicks - desk.Now));
        Assert.True(desk.Has<Effect.WriteCut>());
        Assert.False(desk.Has<Effect.SendMessage>());
        desk.Cut();
        Assert.Equal(1, desk.One<Effect.SendMessage>().Message.Number);
    }

    [Fact]
    public void Given_A_Message_That_Is_Not_Urgent_When_20_Ms_Pass_Then_It_Waits_For_The_Ordinary_Cut()
    {
        var desk = new ShardDesk();
        desk.Offer(ShardDesk.Record("a", "unit", 0));
        desk.Applied(desk.One<Effect.ApplyBatch>().Batch, new WorkOutcome { Messages = [new(ShardDesk.There, new byte[] { 7 }, Urgent: false)] });
        desk.Pass(TimeSpan.FromMilliseconds(20));
        Assert.False(desk.Has<Effect.WriteCut>());
        desk.Pass(new ProtocolLimits().CutInterval);
        Assert.True(desk.Has<Effect.WriteCut>());
    }

    [Fact]
    public void Given_Batches_In_Flight_When_A_Cut_Is_Wanted_Then_No_Further_Batch_Starts_Until_It_Is_Taken()
    {
        var desk = new ShardDesk();
        desk.Offer(ShardDesk.Record("a", "unit", 0));
        var first = desk.One<Effect.ApplyBatch>().Batch;
        desk.Offer(ShardDesk.Record("b", "unit", 1));
        var second = desk.One<Effect.ApplyBatch>().Batch;
        desk.Applied(first);
        desk.Step(new Input.CutRequested());
        desk.Offer(ShardDesk.Record("c", "unit", 2));
        Assert.Empty(desk.Effects);
        desk.Applied(second);
        Assert.Equal([typeof(Effect.WriteCut), typeof(Effect.ApplyBatch)], desk.Effects.Select(static effect => effect.GetType()));
    }

    [Fact]
    public void Given_Three_Batches_In_Flight_When_More_Is_Offered_Then_It_Waits()
    {
        var desk = new ShardDesk();
        for (var n = 0; n < 3; n++)
        {
            desk.Offer(ShardDesk.Record($"r{n}", "unit", n));
            Assert.True(desk.Has<Effect.ApplyBatch>());
        }

        desk.Offer(ShardDesk.Record("r3", "unit", 3));
        Assert.Empty(desk.Effects);
        desk.Applied(2);
        Assert.Equal("r3", Assert.Single(desk.One<Effect.ApplyBatch>().Records).Value);
    }

    [Fact]
    public void Given_Records_That_Are_Not_Urgent_When_A_Second_Passes_Or_Somebody_Reads_Then_They_Go()
    {
        var desk = new ShardDesk();
        desk.Offer(ShardDesk.Record("a", "unit", 0, urgent: false));
        Assert.False(desk.Has<Effect.ApplyBatch>());
        desk.Pass(TimeSpan.FromSeconds(1));
        var batch = desk.One<Effect.ApplyBatch>().Batch;

        desk.Offer(ShardDesk.Record("b", "unit", 1, urgent: false));
        desk.Step(new Input.FlushRequested(9));
        var flushed = desk.One<Effect.ApplyBatch>().Batch;
        desk.Applied(flushed);
        Assert.False(desk.Has<Effect.Flushed>());
        desk.Applied(batch);
        Assert.Equal(9, desk.One<Effect.Flushed>().Id);
    }

    [Fact]
    public void Given_A_Full_Shard_When_More_Is_Offered_Then_It_Is_Refused_And_Taken_When_Offered_Again()
    {
        var desk = new ShardDesk(new() { PendingRecordsMax = 2, BatchesInFlightMax = 1 });
        desk.Offer(ShardDesk.Record("a", "unit", 0));
        desk.Offer(ShardDesk.Record("b", "unit", 1), ShardDesk.Record("c", "unit", 2), ShardDesk.Record("d", "unit", 3));
        var refused = desk.One<Effect.Refused>();
        Assert.Equal((RefusalReason.Full, "d"), (refused.Reason, Assert.Single(refused.Records).Value));
        desk.Applied(1);
        desk.Offer(ShardDesk.Record("d", "unit", 3));
        Assert.False(desk.Has<Effect.Refused>());
    }

    [Fact]
    public void Given_A_Copy_In_Another_Source_When_The_Record_Is_Not_Applied_Yet_Then_The_Copys_Place_Waits_For_Its_Cut()
    {
        var desk = new ShardDesk();
        desk.Offer(ShardDesk.Record("a", "one", 0));
        var batch = desk.One<Effect.ApplyBatch>().Batch;
        desk.Offer(ShardDesk.Record("a", "two", 0));
        Assert.Equal(1, desk.Protocol.Counts.Duplicates);
        desk.Applied(batch);
        desk.Cut();
        Assert.Equal(["one", "two"], desk.One<Effect.AcknowledgePositions>().Units.Select(static unit => unit.Unit).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Given_A_Unit_With_A_Gap_When_Cut_Then_It_Is_Acknowledged_Up_To_The_Gap()
    {
        var desk = new ShardDesk();
        desk.Offer(ShardDesk.Record("a", "unit", 0), ShardDesk.Record("c", "unit", 2));
        desk.Applied(1);
        desk.Cut();
        Assert.Equal(1, desk.One<Effect.AcknowledgePositions>().Units[0].Next);
        desk.Offer(ShardDesk.Record("b", "unit", 1));
        desk.Applied(2);
        desk.Step(new Input.UnitEnded("unit", 3));
        desk.Cut();
        Assert.Equal(new UnitPosition("unit", 3, true), desk.One<Effect.AcknowledgePositions>().Units[0]);
    }

    [Fact]
    public void Given_A_Failed_Call_When_It_Is_Reported_Then_The_Epoch_Is_Over_And_Names_What_Was_In_Flight()
    {
        var desk = new ShardDesk();
        desk.Offer(ShardDesk.Record("a", "unit", 0));
        desk.Step(new Input.BatchFailed(desk.Epoch, 1, "timed out"));
        Assert.Equal([ShardDesk.Fingerprint("a")], desk.One<Effect.GiveUp>().Suspects);
        Assert.True(desk.Protocol.IsOver);
        desk.Offer(ShardDesk.Record("a", "unit", 0));
        Assert.Empty(desk.Effects);
    }

    [Fact]
    public void Given_A_Failed_Cut_When_It_Is_Reported_Then_The_Epoch_Is_Over()
    {
        var desk = new ShardDesk();
        desk.Offer(ShardDesk.Record("a", "unit", 0));
        desk.Applied(1);
        desk.Step(new Input.CutRequested());
        desk.Step(new Input.CutFailed(desk.Epoch, 1, "fenced"));
        Assert.Empty(desk.One<Effect.GiveUp>().Suspects);
    }

    [Fact]
    public void Given_Answers_Of_Another_Epoch_When_They_Arrive_Then_They_Count_For_Nothing()
    {
        var desk = new ShardDesk();
        desk.Offer(ShardDesk.Record("a", "unit", 0));
        desk.Step(new Input.BatchApplied(desk.Epoch + 1, 1, [], WorkOutcome.None));
        desk.Step(new Input.BatchFailed(desk.Epoch - 1, 1, "late"));
        Assert.Equal(1, desk.Protocol.BatchesInFlight);
        Assert.False(desk.Protocol.IsOver);
    }

    [Fact]
    public void Given_Two_Parts_Applied_To_One_Version_When_A_Cut_Is_Due_Then_The_Lost_Effect_Is_Seen()
    {
        var desk = new ShardDesk();
        desk.Offer(ShardDesk.Record("a", "unit", 0));
        desk.Offer(ShardDesk.Record("b", "unit", 1));
        desk.Applied(1, new EntityAnswer<long>(ShardDesk.Entity, 4, 5, 50));
        desk.Applied(2, new EntityAnswer<long>(ShardDesk.Entity, 4, 5, 51));
        desk.Step(new Input.CutRequested());
        Assert.Contains("lost an effect", desk.One<Effect.GiveUp>().Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Given_Answers_That_Overtook_Each_Other_When_Cut_Then_The_Newest_State_Stands()
    {
        var desk = new ShardDesk();
        desk.Offer(ShardDesk.Record("a", "unit", 0));
        desk.Offer(ShardDesk.Record("b", "unit", 1));
        desk.Applied(2, new EntityAnswer<long>(ShardDesk.Entity, 5, 6, 60));
        desk.Applied(1, new EntityAnswer<long>(ShardDesk.Entity, 4, 5, 50));
        desk.Step(new Input.CutRequested());
        Assert.Equal(60, desk.One<Effect.WriteCut>().Cut.Entities[ShardDesk.Entity].State);
        Assert.Equal((EntityLoad.Uncut, 60), (desk.Protocol.Load(ShardDesk.Entity, forRead: true, out var state), state));
        desk.Cut();
        Assert.Equal(EntityLoad.FromStore, desk.Protocol.Load(ShardDesk.Entity, forRead: true, out _));
    }

    [Fact]
    public void Given_A_Batch_In_Flight_When_A_Read_Would_Begin_An_Activation_It_Touches_Then_Not_Now()
    {
        var desk = new ShardDesk();
        desk.Offer(ShardDesk.Record("a", "unit", 0));
        Assert.Equal(EntityLoad.NotNow, desk.Protocol.Load(ShardDesk.Entity, forRead: true, out _));
        desk.Step(new Input.BatchFolded(desk.Epoch, 1, new HashSet<Model.Ids.EntityId> { new("entity:2") }));
        Assert.Equal(EntityLoad.FromStore, desk.Protocol.Load(ShardDesk.Entity, forRead: true, out _));
        Assert.Equal(EntityLoad.NotNow, desk.Protocol.Load(new("entity:2"), forRead: true, out _));
        Assert.Equal(EntityLoad.FromStore, desk.Protocol.Load(new("entity:2"), forRead: false, out _));
    }

    [Fact]
    public void Given_A_Mark_When_A_Second_Passes_Then_It_Is_Published_Again_Until_The_Answer_To_Its_Last_Raise()
    {
        var desk = new ShardDesk();
        desk.Offer(ShardDesk.Record("a", "unit", 0));
        desk.Applied(1, new WorkOutcome { Marks = [Mark] });
        var first = desk.One<Effect.PublishMark>().Generation;
        desk.Pass(TimeSpan.FromMilliseconds(999));
        Assert.False(desk.Has<Effect.PublishMark>());
        desk.Pass(TimeSpan.FromMilliseconds(1));
        Assert.Equal(first, desk.One<Effect.PublishMark>().Generation);

        desk.Offer(ShardDesk.Record("b", "unit", 1));
        desk.Applied(desk.One<Effect.ApplyBatch>().Batch, new WorkOutcome { Marks = [Mark] });
        var second = desk.One<Effect.PublishMark>().Generation;
        desk.Step(new Input.MarkDone(desk.Epoch, Mark, first, WorkOutcome.None));
        Assert.Equal(1, desk.Protocol.OpenMarks);
        desk.Step(new Input.MarkDone(desk.Epoch, Mark, second, WorkOutcome.None));
        Assert.Equal(0, desk.Protocol.OpenMarks);
    }

    [Fact]
    public void Given_Open_Marks_And_Messages_When_Opened_Again_Then_They_Are_Published_And_Sent_Again()
    {
        var desk = new ShardDesk();
        desk.Offer(ShardDesk.Record("a", "unit", 0));
        desk.Applied(1, new WorkOutcome { Marks = [Mark], Messages = [new(ShardDesk.There, new byte[] { 7 }, false)] });
        desk.Cut();
        desk.Reopen(EndedEpochs.None);
        Assert.Equal(Mark, desk.One<Effect.PublishMark>().Mark);
        Assert.Equal(1, desk.One<Effect.SendMessage>().Message.Number);
        desk.Step(new Input.MessagesAcknowledged(ShardDesk.There, 1));
        desk.Cut();
        Assert.Equal(string.Empty, desk.Text(StoreTable.Outbox));
    }

    [Fact]
    public void Given_Messages_Of_A_Sender_When_They_Repeat_Or_Skip_Then_Only_The_Next_Is_Taken_And_Acknowledged_After_Its_Cut()
    {
        var desk = new ShardDesk();
        desk.Step(new Input.MessageReceived(ShardDesk.There, 2, "second", true));
        Assert.Empty(desk.Effects);
        desk.Step(new Input.MessageReceived(ShardDesk.There, 1, "first", true));
        var batch = desk.One<Effect.ApplyBatch>();
        Assert.Equal("first", Assert.Single(batch.Records).Value);
        desk.Applied(batch.Batch);
        desk.Step(new Input.MessageReceived(ShardDesk.There, 1, "first", true));
        Assert.Empty(desk.Effects);
        desk.Cut();
        Assert.Equal(1, desk.One<Effect.AcknowledgeMessages>().UpTo);
        desk.Step(new Input.MessageReceived(ShardDesk.There, 1, "first", true));
        Assert.Equal(1, desk.One<Effect.AcknowledgeMessages>().UpTo);
    }

    [Fact]
    public void Given_A_Record_Beyond_The_Horizon_When_Offered_Then_The_History_Decides_And_An_Old_Answer_Does_Not()
    {
        var desk = new ShardDesk(new() { HorizonHours = 1, HistoryAnswerCuts = 0 });
        desk.Offer(ShardDesk.Record("now", "unit", 0, hour: 100));
        desk.Applied(1);
        desk.Cut();
        var late = ShardDesk.Record("late", "unit", 1, hour: 5);
        desk.Offer(late);
        Assert.Equal(RefusalReason.AskHistory, desk.One<Effect.Refused>().Reason);
        desk.Offer(late with { History = new(IsKnown: false, AsOfCut: desk.Protocol.LastCut - 1) });
        Assert.Equal(RefusalReason.AskHistory, desk.One<Effect.Refused>().Reason);
        desk.Offer(late with { History = new(IsKnown: false, AsOfCut: desk.Protocol.LastCut) });
        Assert.True(desk.Has<Effect.ApplyBatch>());
        desk.Offer(ShardDesk.Record("old", "unit", 2, hour: 5) with { History = new(IsKnown: true, AsOfCut: 0) });
        Assert.Equal(1, desk.Protocol.Counts.Duplicates);
    }

    [Fact]
    public void Given_More_Fingerprints_Than_Allowed_When_Cut_Then_The_Oldest_Hours_Go_And_Their_Segments_With_The_Next_Cut()
    {
        var desk = new ShardDesk(new() { FingerprintsMax = 2, HistoryAnswerCuts = 0 });
        desk.Offer(ShardDesk.Record("a", "unit", 0, hour: 1), ShardDesk.Record("b", "unit", 1, hour: 2), ShardDesk.Record("c", "unit", 2, hour: 3));
        desk.Applied(1);
        desk.Cut();
        Assert.Equal(2, desk.Protocol.HeldFingerprints);
        desk.Cut();
        Assert.Equal(["2/1", "3/1"], desk.Rows.Keys.Where(static key => key.Table == StoreTable.Fingerprint).Select(static key => key.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Given_A_Shard_That_Moves_When_Closed_Then_A_Last_Cut_Is_Committed_And_Nothing_Follows()
    {
        var desk = new ShardDesk();
        desk.Offer(ShardDesk.Record("a", "unit", 0));
        desk.Step(new Input.CloseRequested());
        desk.Offer(ShardDesk.Record("b", "unit", 1));
        Assert.Equal(RefusalReason.Closing, desk.One<Effect.Refused>().Reason);
        desk.Applied(1);
        desk.Cut();
        Assert.True(desk.Has<Effect.Closed>());
        Assert.True(desk.Protocol.IsOver);
    }

    /// <summary>The rows as the next release will find them. A change here is a change of the stored format.</summary>
    [Fact]
    public void Given_A_Cut_When_Written_Then_Its_Rows_Are_The_Pinned_Bytes()
    {
        var desk = new ShardDesk();
        desk.Offer(ShardDesk.Record("a", "unit", 0, hour: 100), ShardDesk.Record("c", "unit", 2, hour: 100));
        desk.Step(new Input.BatchApplied(
            desk.Epoch, 1, [], new WorkOutcome { Marks = [Mark], Messages = [new(ShardDesk.There, new byte[] { 7 }, Urgent: true)] }));
        desk.Step(new Input.MessageReceived(ShardDesk.There, 1, "m", true));
        desk.Applied(desk.One<Effect.ApplyBatch>().Batch);
        desk.Cut();
        const string There = """{"tenant":"t","cloud":"aws","account":"2","part":0}""";
        Assert.Equal("""unit {"next":1,"finished":false,"cut":1}""", desk.Text(StoreTable.Position));
        Assert.Equal(
            string.Join(
                '\n',
                """cut {"number":1,"epoch":1,"versions":"","crashes":0,"closed":false}""",
                """horizon {"floor":-2147483648,"latest":100}""",
                $$"""sent/t/aws/2/0 {"peer":{{There}},"last":1}"""),
            desk.Text(StoreTable.Meta));
        Assert.Equal($$"""t/aws/2/0 {"peer":{{There}},"last":1}""", desk.Text(StoreTable.Received));
        Assert.Equal($$"""t/aws/2/0#0000000000000000001 {"to":{{There}},"number":1,"payload":"Bw==","urgent":true}""", desk.Text(StoreTable.Outbox));
        Assert.Equal(
            "entity:1\u001fevent\u001f0\u001f1\u001f1\u001fevent "
            + """{"entity":"entity:1","cause":"event","asOf":{"ticks":1,"phase":"change","eventId":"event","time":"0001-01-01T00:00:00.0000001Z"},"hop":0}""",
            desk.Text(StoreTable.Mark));
        Assert.Equal("100/1", Assert.Single(desk.Rows.Keys, static key => key.Table == StoreTable.Fingerprint).Key);
        Assert.Equal(2 * sizeof(ulong), desk.Rows[(StoreTable.Fingerprint, "100/1")].Length);
    }
}
