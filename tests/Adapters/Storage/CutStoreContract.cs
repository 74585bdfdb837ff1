using System.Globalization;
using System.Text;
using OrleansTwin.Model.Ids;
using OrleansTwin.Pipeline.Ports;
using Xunit;

namespace OrleansTwin.Tests.Adapters.Storage;

/// <summary>What every cut store does. Each adapter runs all of it.</summary>
public abstract class CutStoreContract
{
    protected static readonly ShardId One = new("default", Cloud.Aws, "111111111111");
    protected static readonly ShardId Two = new("default", Cloud.Aws, "222222222222");

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected abstract ICutStore Store { get; }

    [Fact]
    public async Task Given_An_Empty_Store_When_Read_Then_There_Is_Nothing()
    {
        Assert.Empty(await Store.ShardsAsync(Token));
        Assert.Null(await Store.GetAsync(One, StoreTable.Entity, "a", Token));
        Assert.Empty(await Rows(One, StoreTable.Entity));
    }

    [Fact]
    public async Task Given_A_Shard_When_Opened_Again_And_Again_Then_Epochs_Rise()
    {
        var first = await Store.OpenEpochAsync(One, Token);
        Assert.True(await Store.OpenEpochAsync(One, Token) > first);
        Assert.True(await Store.OpenEpochAsync(Two, Token) >= 1);
        Assert.Equal([One, Two], await Store.ShardsAsync(Token));
    }

    [Fact]
    public async Task Given_A_New_Owner_When_The_Old_One_Writes_Then_It_Is_Refused_And_Nothing_Changes()
    {
        var old = await Store.OpenEpochAsync(One, Token);
        await Commit(One, old, Put("a", "1"));
        var current = await Store.OpenEpochAsync(One, Token);

        await Assert.ThrowsAsync<EpochFencedException>(async () => await Commit(One, old, Put("a", "2"), Put("b", "2"), Delete("a")));

        Assert.Equal("a=1", await Text(One));
        await Commit(One, current, Put("b", "3"));
        Assert.Equal("a=1 b=3", await Text(One));
    }

    [Fact]
    public async Task Given_An_Epoch_That_Was_Never_Opened_When_It_Writes_Then_It_Is_Refused()
    {
        await Assert.ThrowsAsync<EpochFencedException>(async () => await Commit(One, 1, Put("a", "1")));
        var epoch = await Store.OpenEpochAsync(One, Token);
        await Assert.ThrowsAsync<EpochFencedException>(async () => await Commit(One, epoch + 1, Put("a", "1")));
        Assert.Equal(string.Empty, await Text(One));
    }

    [Fact]
    public async Task Given_Rows_When_A_Cut_Puts_Replaces_And_Deletes_Then_The_Last_Word_Of_A_Key_Counts()
    {
        var epoch = await Store.OpenEpochAsync(One, Token);
        await Commit(One, epoch, Put("a", "1"), Put("b", "1"), Put("c", "1"));
        await Commit(One, epoch, Put("a", "2"), Delete("b"), Delete("never"), Put("c", "2"), Put("c", "3"), Put("d", "x"), Delete("d"));
        Assert.Equal("a=2 c=3", await Text(One));
        Assert.Null(await Store.GetAsync(One, StoreTable.Entity, "b", Token));
    }

    [Fact]
    public async Task Given_An_Empty_Value_When_Read_Then_It_Is_A_Row_And_Not_Absence()
    {
        var epoch = await Store.OpenEpochAsync(One, Token);
        await Commit(One, epoch, StorePut.Set(StoreTable.Entity, "empty", ReadOnlyMemory<byte>.Empty));
        var value = await Store.GetAsync(One, StoreTable.Entity, "empty", Token);
        Assert.NotNull(value);
        Assert.Equal(0, value.Value.Length);
    }

    [Fact]
    public async Task Given_One_Key_In_Many_Tables_And_Shards_When_Read_Then_They_Are_Apart()
    {
        var shards = Enumerable.Range(0, 40).Select(static n => new ShardId("default", Cloud.Aws, n.ToString("D12", CultureInfo.InvariantCulture))).ToList();
        foreach (var shard in shards)
        {
            var epoch = await Store.OpenEpochAsync(shard, Token);
            await Store.CommitAsync(
                new(shard, epoch, 1, [.. Enum.GetValues<StoreTable>().Select(table => StorePut.Set(table, "k", Bytes($"{shard}{table}")))]),
                Token);
        }

        foreach (var shard in shards)
        {
            foreach (var table in Enum.GetValues<StoreTable>())
            {
                var row = Assert.Single(await Rows(shard, table));
                Assert.Equal($"{shard}{table}", Encoding.UTF8.GetString(row.Value.Span));
            }
        }

        Assert.Equal(shards, await Store.ShardsAsync(Token));
    }

    [Fact]
    public async Task Given_Shards_Whose_Names_Begin_Alike_When_Scanned_Then_None_Sees_The_Other()
    {
        ShardId[] shards = [new("t", Cloud.Aws, "1"), new("t", Cloud.Aws, "1", 1), new("t", Cloud.Aws, "1", 10), new("t", Cloud.Aws, "11")];
        foreach (var shard in shards)
        {
            await Commit(shard, await Store.OpenEpochAsync(shard, Token), Put("k", shard.ToString()));
        }

        foreach (var shard in shards)
        {
            Assert.Equal($"k={shard}", await Text(shard));
        }
    }

    [Fact]
    public async Task Given_Hostile_Keys_When_Scanned_By_Prefix_Then_Rows_Come_In_Order_Of_Their_Bytes()
    {
        // U+FF5E sorts after the surrogates of U+1F600 by UTF-16, before it by bytes.
        string[] keys = ["", "a", "a\u0001", "ab", "b", "arn:aws:s3:::x", "\u00e9", "\uff5e", "\U0001f600", "a/\u0000b", "~"];
        var epoch = await Store.OpenEpochAsync(One, Token);
        await Commit(One, epoch, [.. keys.Select(static key => Put(key, key))]);

        var expected = keys.OrderBy(static key => Convert.ToHexString(Encoding.UTF8.GetBytes(key)), StringComparer.Ordinal);
        Assert.Equal(expected, (await Rows(One, StoreTable.Entity)).Select(static row => row.Key));
        Assert.Equal(["a", "a\u0001", "a/\u0000b", "ab", "arn:aws:s3:::x"], (await Rows(One, StoreTable.Entity, "a")).Select(static row => row.Key));
        Assert.Empty(await Rows(One, StoreTable.Entity, "zz"));
    }

    [Fact]
    public async Task Given_A_Key_That_Is_No_Text_When_Committed_Then_The_Whole_Cut_Fails_And_Other_Shards_Go_On()
    {
        var (one, two) = (await Store.OpenEpochAsync(One, Token), await Store.OpenEpochAsync(Two, Token));
        var broken = Assert.ThrowsAnyAsync<ArgumentException>(async () => await Commit(One, one, Put("a", "1"), Put("\ud800", "1")));
        await Commit(Two, two, Put("a", "1"));
        await broken;
        Assert.Equal(string.Empty, await Text(One));
        Assert.Equal("a=1", await Text(Two));
    }

    [Fact]
    public async Task Given_A_Big_Value_When_Read_Back_Then_It_Is_The_Same()
    {
        var big = new byte[20 << 20];
        new Random(7).NextBytes(big);
        var epoch = await Store.OpenEpochAsync(One, Token);
        await Commit(One, epoch, StorePut.Set(StoreTable.Entity, "big", big), Put("small", "1"));
        Assert.True((await Store.GetAsync(One, StoreTable.Entity, "big", Token))!.Value.Span.SequenceEqual(big));
        Assert.Equal(2, (await Rows(One, StoreTable.Entity)).Count);
    }

    [Fact]
    public async Task Given_A_Scan_Under_Way_When_A_Cut_Is_Committed_Then_The_Scan_Sees_The_State_It_Began_With()
    {
        var epoch = await Store.OpenEpochAsync(One, Token);
        await Commit(One, epoch, [.. Enumerable.Range(0, 100).Select(static n => Put(n.ToString("D3", CultureInfo.InvariantCulture), "old"))]);
        var seen = new List<string>();
        await foreach (var row in Store.ScanAsync(One, StoreTable.Entity, string.Empty, Token))
        {
            if (seen.Count == 0)
            {
                await Commit(One, epoch, [.. Enumerable.Range(50, 100).Select(static n => Put(n.ToString("D3", CultureInfo.InvariantCulture), "new"))]);
            }

            seen.Add(Encoding.UTF8.GetString(row.Value.Span));
        }

        Assert.Equal(100, seen.Count);
        Assert.DoesNotContain("new", seen);
    }

    [Fact]
    public async Task Given_A_Caller_That_Reuses_Its_Buffer_When_Read_Then_The_Committed_Bytes_Stand()
    {
        var buffer = Bytes("before");
        var epoch = await Store.OpenEpochAsync(One, Token);
        await Commit(One, epoch, StorePut.Set(StoreTable.Entity, "a", buffer));
        Bytes("after!").CopyTo(buffer, 0);
        Assert.Equal("a=before", await Text(One));
    }

    [Fact]
    public async Task Given_Many_Shards_That_Commit_At_Once_When_Read_Then_Each_Has_All_Of_Its_Last_Cut()
    {
        const int Shards = 16;
        const int Cuts = 12;
        await Parallel.ForAsync(0, Shards, Token, async (n, token) =>
        {
            var shard = new ShardId("t", Cloud.Aws, n.ToString("D3", CultureInfo.InvariantCulture));
            var epoch = await Store.OpenEpochAsync(shard, token);
            for (var cut = 1; cut <= Cuts; cut++)
            {
                var value = cut.ToString(CultureInfo.InvariantCulture);
                await Store.CommitAsync(new(shard, epoch, cut, [Put("a", value), Put("b", value), Put("c" + value, value)]), token);
            }
        });

        for (var n = 0; n < Shards; n++)
        {
            var rows = await Rows(new("t", Cloud.Aws, n.ToString("D3", CultureInfo.InvariantCulture)), StoreTable.Entity);
            Assert.Equal(2 + Cuts, rows.Count);
            Assert.Equal("12", Encoding.UTF8.GetString(rows[0].Value.Span));
            Assert.Equal("12", Encoding.UTF8.GetString(rows[1].Value.Span));
        }
    }

    protected async Task Commit(ShardId shard, long epoch, params StorePut[] rows) => await Store.CommitAsync(new(shard, epoch, 1, rows), Token);

    protected async Task<List<KeyValuePair<string, ReadOnlyMemory<byte>>>> Rows(ShardId shard, StoreTable table, string prefix = "")
    {
        var rows = new List<KeyValuePair<string, ReadOnlyMemory<byte>>>();
        await foreach (var row in Store.ScanAsync(shard, table, prefix, Token))
        {
            rows.Add(row);
        }

        return rows;
    }

    protected async Task<string> Text(ShardId shard) =>
        string.Join(' ', (await Rows(shard, StoreTable.Entity)).Select(static row => $"{row.Key}={Encoding.UTF8.GetString(row.Value.Span)}"));

    protected static StorePut Put(string key, string value) => StorePut.Set(StoreTable.Entity, key, Bytes(value));

    protected static StorePut Delete(string key) => StorePut.Delete(StoreTable.Entity, key);

    protected static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
