using OrleansTwin.Pipeline.Ports;

namespace OrleansTwin.Tests.Stages.Pipeline;

public sealed class StorePutTests
{
    /// <summary>A withdrawn signal was once stored as an empty row, and no cut could be loaded again.</summary>
    [Fact]
    public void Given_ADeletion_When_ChosenInAConditional_Then_ItHasNoValueAndAnEmptyRowHasOne()
    {
        Assert.Null(Put(keep: false).Value);
        Assert.True(Put(keep: true).Value is { IsEmpty: true });
    }

    private static StorePut Put(bool keep) => keep ? StorePut.Set(StoreTable.Mark, "k", ReadOnlyMemory<byte>.Empty) : StorePut.Delete(StoreTable.Mark, "k");
}
