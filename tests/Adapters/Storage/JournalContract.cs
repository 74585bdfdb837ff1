using System.Globalization;
using OrleansTwin.Pipeline.Ports;
using Xunit;

namespace OrleansTwin.Tests.Adapters.Storage;

/// <summary>What every journal does. Each adapter runs all of it.</summary>
public abstract class JournalContract : JournalContractEntries
{
    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected abstract IJournal Journal { get; }

    [Fact]
    public async Task Given_An_Empty_Journal_When_Read_Then_It_Begins_At_One()
    {
        Assert.Equal(0, Journal.LastSeq);
        Assert.Equal(1, Journal.OldestSeq);
        Assert.Null(Journal.LastOf("alert-1"));
        Assert.Empty(await Journal.ReadAsync(1, 10, Token));
        Assert.Empty(await Journal.AppendAsync([], Token));
    }

    [Fact]
    public async Task Given_Appends_When_Read_Back_Then_Numbers_Have_No_Gap_And_Content_Is_The_Same()
    {
        var first = await Journal.AppendAsync([Entry("a", 1), Entry("b", 1)], Token);
        var second = await Journal.AppendAsync([Entry("a", 2)], Token);
        Assert.Equal([1, 2], first.Select(static entry => entry.Seq));
        Assert.Equal(3, Assert.Single(second).Seq);
        Assert.Equal(3, Journal.LastSeq);
        Assert.Equal([.. first, .. second], await Journal.ReadAsync(1, 10, Token));
        Assert.Equal([first[1]], await Journal.ReadAsync(2, 1, Token));
        Assert.Empty(await Journal.ReadAsync(4, 10, Token));
    }

    [Fact]
    public async Task Given_Revisions_Of_An_Alert_When_Asked_For_The_Last_Then_It_Is_The_Latest()
    {
        await Journal.AppendAsync([Entry("a", 1), Entry("b", 1), Entry("a", 2)], Token);
        Assert.Equal(2, Journal.LastOf("a")!.Revision);
        Assert.Equal(3, Journal.LastOf("a")!.Seq);
        Assert.Equal(1, Journal.LastOf("b")!.Revision);
        Assert.Null(Journal.LastOf("c"));
    }

    [Fact]
    public async Task Given_Hostile_Text_When_Read_Back_Then_It_Is_The_Same()
    {
        var entry = Entry("id \u0000 \U0001f600 \"</script>", 1) with { Reason = new string('\u00e9', 100_000) + "\r\n\u2028" };
        await Journal.AppendAsync([entry], Token);
        Assert.Equal(entry with { Seq = 1 }, Assert.Single(await Journal.ReadAsync(1, 1, Token)));
        Assert.Equal(entry.Reason, Journal.LastOf(entry.Alert.Id)!.Reason);
    }

    [Fact]
    public async Task Given_A_Follower_When_Entries_Are_Appended_Then_It_Is_Woken_And_Reads_Them_All_Once()
    {
        await Journal.AppendAsync([Entry("a", 1)], Token);
        Assert.Equal(1, await Journal.WaitPastAsync(0, Token));

        const int Entries = 200;
        var follower = Task.Run(
            async () =>
            {
                var read = new List<long>();
                while (read.Count < Entries)
                {
                    await Journal.WaitPastAsync(read.Count, Token);
                    read.AddRange((await Journal.ReadAsync(read.Count + 1, 7, Token)).Select(static entry => entry.Seq));
                }

                return read;
            },
            Token);
        for (var revision = 2; revision <= Entries; revision++)
        {
            await Journal.AppendAsync([Entry("a", revision)], Token);
        }

        Assert.Equal(Enumerable.Range(1, Entries).Select(static n => (long)n), await follower.WaitAsync(TimeSpan.FromMinutes(2), Token));
    }

    [Fact]
    public async Task Given_Nothing_New_When_A_Wait_Is_Cancelled_Then_It_Ends()
    {
        await Journal.AppendAsync([Entry("a", 1)], Token);
        using var gone = new CancellationTokenSource();
        var waiting = Journal.WaitPastAsync(1, gone.Token).AsTask();
        Assert.False(waiting.IsCompleted);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task Given_Many_Callers_At_Once_When_Read_Then_Each_Callers_Order_Stands_And_Numbers_Have_No_Gap()
    {
        const int Callers = 16;
        const int Calls = 25;
        await Parallel.ForAsync(0, Callers, Token, async (caller, token) =>
        {
            for (var call = 0; call < Calls; call++)
            {
                var id = caller.ToString(CultureInfo.InvariantCulture);
                var numbered = await Journal.AppendAsync([Entry(id, (2 * call) + 1), Entry(id, (2 * call) + 2)], token);
                Assert.Equal(numbered[0].Seq + 1, numbered[1].Seq);
                Assert.True(Journal.LastSeq >= numbered[1].Seq);
            }
        });

        var all = await Journal.ReadAsync(1, 10_000, Token);
        Assert.Equal(Enumerable.Range(1, Callers * Calls * 2).Select(static n => (long)n), all.Select(static entry => entry.Seq));
        foreach (var group in all.GroupBy(static entry => entry.Alert.Id))
        {
            Assert.Equal(Enumerable.Range(1, Calls * 2), group.Select(static entry => entry.Revision));
        }
    }
}
