using OrleansTwin.Pipeline.Ports;
using OrleansTwin.Storage;
using Xunit;

namespace OrleansTwin.Tests.Adapters.Storage;

public sealed class MemoryJournalTests : JournalContract
{
    protected override IJournal Journal { get; } = new MemoryJournal();

    [Fact]
    public async Task Given_A_Bound_When_Passed_Then_The_Oldest_Goes()
    {
        var journal = new MemoryJournal(entriesMax: 2);
        await journal.AppendAsync([Entry("a", 1), Entry("b", 1), Entry("b", 2)], Token);
        Assert.Equal(2, journal.OldestSeq);
        Assert.Null(journal.LastOf("a"));
        Assert.Equal(2, journal.LastOf("b")!.Revision);
    }
}
