using System.Globalization;
using OrleansTwin.Model.Ids;
using OrleansTwin.Pipeline.Ports;
using OrleansTwin.Storage;
using Xunit;

namespace OrleansTwin.Tests.Adapters.Storage;

public sealed class RocksCutStoreTests : CutStoreContract, IDisposable
{
    private readonly TempFolder _folder = new();
    private RocksCutStore _store;

    public RocksCutStoreTests() => _store = new(_folder);

    protected override ICutStore Store => _store;

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Given_Committed_Cuts_When_Reopened_Then_Rows_Epochs_And_Shards_Are_There()
    {
        var epoch = await Store.OpenEpochAsync(One, Token);
        await Commit(One, epoch, Put("a", "1"), Put("b", "2"));
        await Commit(One, epoch, Delete("a"));
        Reopen();
        Assert.Equal("b=2", await Text(One));
        Assert.Equal([One], await Store.ShardsAsync(Token));
        var next = await Store.OpenEpochAsync(One, Token);
        Assert.True(next > epoch);
        await Assert.ThrowsAsync<EpochFencedException>(async () => await Commit(One, epoch, Put("b", "3")));
    }

    [Fact]
    public void Given_A_Folder_In_Use_When_Opened_Again_Then_The_Error_Names_It()
    {
        var error = Assert.Throws<IOException>(() => new RocksCutStore(_folder));
        Assert.Contains(_folder.Path, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_A_Closed_Store_When_Used_Then_It_Says_So()
    {
        _store.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await Store.OpenEpochAsync(One, Token));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await Store.GetAsync(One, StoreTable.Entity, "a", Token));
    }

    /// <summary>A crash in the middle of a write: the log as it was on disk, cut at any byte. Whole cuts are there, in order, and no half of one.</summary>
    [Fact]
    public async Task Given_A_Log_Cut_At_Any_Byte_When_Reopened_Then_Whole_Cuts_Stand_And_No_Half()
    {
        const int Cuts = 20;
        var epoch = await Store.OpenEpochAsync(One, Token);
        for (var cut = 1; cut <= Cuts; cut++)
        {
            var value = cut.ToString(CultureInfo.InvariantCulture);
            await Commit(One, epoch, Put("a", value), Put("filler", new string('x', 300)), Put("z", value));
        }

        var random = new Random(20);
        for (var round = 0; round < 12; round++)
        {
            using var copy = new TempFolder();
            var log = Copy(copy);
            using (var file = new FileStream(log, FileMode.Open))
            {
                file.SetLength(random.NextInt64(file.Length + 1));
            }

            using var reopened = new RocksCutStore(copy);
            var a = await reopened.GetAsync(One, StoreTable.Entity, "a", Token);
            var z = await reopened.GetAsync(One, StoreTable.Entity, "z", Token);
            Assert.Equal(a is null, z is null);
            Assert.True(a is null || a.Value.Span.SequenceEqual(z!.Value.Span));
        }
    }

    [Fact]
    public async Task Given_A_Flipped_Bit_Before_The_Tail_When_Reopened_Then_It_Is_An_Error_And_No_Silent_Loss()
    {
        var epoch = await Store.OpenEpochAsync(One, Token);
        for (var cut = 1; cut <= 400; cut++)
        {
            await Commit(One, epoch, Put("a", cut.ToString(CultureInfo.InvariantCulture)), Put("filler", new string('x', 300)));
        }

        using var copy = new TempFolder();
        var log = Copy(copy);
        using (var file = new FileStream(log, FileMode.Open))
        {
            file.Position = 20_000;
            var was = file.ReadByte();
            file.Position = 20_000;
            file.WriteByte((byte)(was ^ 0x10));
        }

        Assert.Throws<IOException>(() => new RocksCutStore(copy).Dispose());
    }

    // The live files as a crash would leave them; returns the write-ahead log.
    private string Copy(string into)
    {
        foreach (var file in Directory.EnumerateFiles(_folder).Where(static file => Path.GetFileName(file) != "LOCK"))
        {
            File.Copy(file, Path.Combine(into, Path.GetFileName(file)));
        }

        return Directory.EnumerateFiles(into, "*.log").Single();
    }

    private void Reopen()
    {
        _store.Dispose();
        _store = new(_folder);
    }
}
