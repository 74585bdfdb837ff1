using System.Globalization;
using OrleansTwin.Model.Alerts;
using OrleansTwin.Pipeline.Ports;
using OrleansTwin.Storage;
using Xunit;

namespace OrleansTwin.Tests.Adapters.Storage;

public sealed class FileJournalTests : JournalContract, IAsyncDisposable
{
    /// <summary>A segment with one entry, as the first release wrote it. Journals in the field hold such bytes: never replaced.</summary>
    private const string PinnedSegment =
        "rQEAAOS9844BAAAAAAAAAAcAYWxlcnQtMXsic2VxIjoxLCJhbGVydCI6eyJpZCI6ImFsZXJ0LTEiLCJ0aW1lIjoiMjAyNi0wNS0wNFQwMzowMjowMS4wMDBaIiwidGl0bG"
        + "UiOiJMb2dnaW5nIHN0b3BwZWQiLCJzZXZlcml0eSI6ImhpZ2giLCJzdGF0dXMiOiJuZXciLCJzaWduYWxzIjpbInNpZ25hbC0xIl0sImVudGl0aWVzIjpbImFybjphd3M6"
        + "Y2xvdWR0cmFpbDpldS13ZXN0LTE6MTExMTExMTExMTExOnRyYWlsL21haW4iXSwicmV2aXNpb24iOjEsInN0YXRlIjoib3BlbiJ9LCJyZXZpc2lvbiI6MSwic3RhdGUiOi"
        + "JvcGVuIiwia25vd25BdCI6InJ1bGVzOjEiLCJzb3VyY2VMYWdNcyI6MCwicGF0aCI6ImZpbGUiLCJsYXRlbmN5TWljcm9zIjp7InBhcnNlZCI6MSwidHdpbiI6MiwiZGVj"
        + "aWRlZCI6Mywic3luY2VkIjo0LCJwdWJsaXNoZWQiOjV9LCJzaWduYWxzIjpbXX0=";

    private readonly TempFolder _folder = new();
    private FileJournal _journal;

    public FileJournalTests() => _journal = new(_folder);

    protected override IJournal Journal => _journal;

    public async ValueTask DisposeAsync()
    {
        await _journal.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Given_Entries_When_Reopened_Then_They_Are_There_And_Numbers_Go_On()
    {
        await Journal.AppendAsync([Entry("a", 1), Entry("b", 1), Entry("a", 2)], Token);
        var before = await Journal.ReadAsync(1, 10, Token);
        await Reopen();
        Assert.Equal(before, await Journal.ReadAsync(1, 10, Token));
        Assert.Equal(2, Journal.LastOf("a")!.Revision);
        Assert.Equal(4, Assert.Single(await Journal.AppendAsync([Entry("c", 1)], Token)).Seq);
    }

    [Fact]
    public async Task Given_An_Entry_When_Written_Then_The_Segment_Has_The_Pinned_Bytes()
    {
        await Journal.AppendAsync([Entry("alert-1", 1)], Token);
        await _journal.DisposeAsync();
        var bytes = Convert.ToBase64String(await File.ReadAllBytesAsync(Segments().Single(), Token));
        Assert.True(bytes == PinnedSegment, $"written now: {bytes}");
    }

    [Fact]
    public async Task Given_A_Segment_Of_The_First_Release_When_Opened_Then_Its_Entry_Is_Read()
    {
        await _journal.DisposeAsync();
        await File.WriteAllBytesAsync(Segments().Single(), Convert.FromBase64String(PinnedSegment), Token);
        _journal = new(_folder);
        Assert.Equal(Entry("alert-1", 1) with { Seq = 1 }, Journal.LastOf("alert-1"));
    }

    [Fact]
    public async Task Given_A_Small_Segment_Bound_When_Written_And_Reopened_Then_All_Is_Read_Across_Segments()
    {
        var limits = new JournalLimits { SegmentBytesMax = 2_000 };
        await Reopen(limits);
        await Fill(40);
        Assert.True(Segments().Count > 5);
        await Reopen(limits);
        Assert.Equal(Enumerable.Range(1, 40).Select(static n => (long)n), (await Journal.ReadAsync(1, 100, Token)).Select(static entry => entry.Seq));
        Assert.Equal([17L, 18L], (await Journal.ReadAsync(17, 2, Token)).Select(static entry => entry.Seq));
    }

    [Fact]
    public async Task Given_A_Bound_Of_Entries_When_Passed_Then_Whole_Segments_Go_And_The_Bound_Is_Still_Served()
    {
        var limits = new JournalLimits { SegmentBytesMax = 2_000, EntriesMax = 10 };
        await Reopen(limits);
        await Fill(60);
        Assert.InRange(Journal.OldestSeq, 40, 51);
        Assert.Equal(60, Journal.LastSeq);
        Assert.Null(Journal.LastOf("1"));
        Assert.NotNull(Journal.LastOf("60"));
        var oldest = Journal.OldestSeq;
        await Reopen(limits);
        Assert.Equal(oldest, Journal.OldestSeq);
        Assert.Equal(oldest, (await Journal.ReadAsync(1, 1, Token))[0].Seq);
        Assert.Null(Journal.LastOf("1"));
    }

    [Fact]
    public async Task Given_A_Bound_Of_Bytes_When_Passed_Then_The_Folder_Stays_Near_It()
    {
        await Reopen(new JournalLimits { SegmentBytesMax = 2_000, BytesMax = 6_000 });
        await Fill(60);
        Assert.InRange(Segments().Sum(static file => new FileInfo(file).Length), 2_000, 8_500);
    }

    /// <summary>A crash in the middle of a write, at every byte of the last entries: what was whole stands, the rest is cut, and numbers go on.</summary>
    [Fact]
    public async Task Given_A_File_Cut_At_Any_Byte_When_Reopened_Then_Whole_Entries_Stand_And_Numbers_Go_On()
    {
        await Fill(5);
        var all = await Journal.ReadAsync(1, 10, Token);
        await _journal.DisposeAsync();
        var bytes = await File.ReadAllBytesAsync(Segments().Single(), Token);
        var random = new Random(3);
        foreach (var length in Enumerable.Range(0, 40).Select(_ => random.Next(bytes.Length)).Append(0).Append(bytes.Length))
        {
            await CheckDamaged(bytes[..length], all, appended: true);
        }

        _journal = new(_folder);
    }

    [Fact]
    public async Task Given_A_Flipped_Bit_When_Reopened_Then_Entries_Before_It_Stand_And_The_Tail_Is_Kept_Aside()
    {
        await Fill(5);
        var all = await Journal.ReadAsync(1, 10, Token);
        await _journal.DisposeAsync();
        var bytes = await File.ReadAllBytesAsync(Segments().Single(), Token);
        var random = new Random(4);
        for (var round = 0; round < 40; round++)
        {
            var damaged = (byte[])bytes.Clone();
            damaged[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            Assert.True(await CheckDamaged(damaged, all, appended: false) < 5);
        }

        _journal = new(_folder);
    }

    [Fact]
    public async Task Given_Damage_In_An_Older_Segment_When_Reopened_Then_The_Journal_Begins_After_It_Without_A_Gap()
    {
        var limits = new JournalLimits { SegmentBytesMax = 2_000 };
        await Reopen(limits);
        await Fill(40);
        await _journal.DisposeAsync();
        var second = Segments()[1];
        await using (var file = new FileStream(second, FileMode.Open))
        {
            file.Position = 100;
            file.WriteByte(0xff);
        }

        _journal = new(_folder, limits);
        var third = long.Parse(Path.GetFileNameWithoutExtension(Segments()[0]), CultureInfo.InvariantCulture);
        Assert.Equal(third, Journal.OldestSeq);
        Assert.Equal(40, Journal.LastSeq);
        Assert.Null(Journal.LastOf("1"));
        Assert.Equal(2, Directory.EnumerateFiles(_folder, "*.damaged").Count());
        Assert.Equal(41, (await Journal.AppendAsync([Entry("x", 1)], Token))[0].Seq);
    }

    [Fact]
    public async Task Given_An_Entry_That_Is_Too_Large_When_Appended_With_Others_Then_Only_Its_Call_Fails()
    {
        await Reopen(new JournalLimits { EntryBytesMax = 5_000 });
        var tooLarge = Journal.AppendAsync([Entry("a", 1), Entry("b", 1) with { Reason = new string('x', 6_000) }], Token).AsTask();
        var fine = Journal.AppendAsync([Entry("c", 1)], Token).AsTask();
        await Assert.ThrowsAsync<ArgumentException>(() => tooLarge);
        Assert.Equal(1, (await fine)[0].Seq);
        Assert.Null(Journal.LastOf("a"));
    }

    [Fact]
    public void Given_A_Folder_In_Use_When_Opened_Again_Then_It_Is_Refused() => Assert.ThrowsAny<IOException>(() => new FileJournal(_folder));

    [Fact]
    public void Given_A_Linger_Above_Its_Bound_When_Opened_Then_It_Is_Refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new FileJournal(_folder, new() { Linger = TimeSpan.FromMilliseconds(6) }));

    [Fact]
    public async Task Given_A_Linger_When_Callers_Append_At_Once_Then_All_Are_Written()
    {
        await Reopen(new JournalLimits { Linger = TimeSpan.FromMilliseconds(2) });
        await Task.WhenAll(Enumerable.Range(1, 50).Select(n => Journal.AppendAsync([Entry("a", n)], Token).AsTask()));
        Assert.Equal(50, Journal.LastSeq);
    }

    private async Task<int> CheckDamaged(byte[] bytes, IReadOnlyList<JournalEntry> all, bool appended)
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder, Path.GetFileName(Segments().Single()));
        await File.WriteAllBytesAsync(path, bytes, Token);
        int whole;
        await using (var journal = new FileJournal(folder))
        {
            var read = await journal.ReadAsync(1, 10, Token);
            whole = read.Count;
            Assert.Equal(all.Take(whole), read);
            Assert.Equal(whole, journal.LastSeq);
            var tail = Directory.EnumerateFiles(folder, "*.tail").Sum(static file => new FileInfo(file).Length);
            Assert.Equal(bytes.Length, tail + new FileInfo(path).Length);
            if (appended)
            {
                Assert.Equal(whole + 1, (await journal.AppendAsync([Entry("new", 1)], Token))[0].Seq);
            }
        }

        await using var again = new FileJournal(folder);
        Assert.Equal(appended ? whole + 1 : whole, again.LastSeq);
        return whole;
    }

    private async Task Fill(int entries)
    {
        for (var n = 1; n <= entries; n++)
        {
            await Journal.AppendAsync([Entry(n.ToString(CultureInfo.InvariantCulture), 1)], Token);
        }
    }

    private List<string> Segments() => [.. Directory.EnumerateFiles(_folder, "*.seg").Order(StringComparer.Ordinal)];

    private async Task Reopen(JournalLimits? limits = null)
    {
        await _journal.DisposeAsync();
        _journal = new(_folder, limits);
    }
}
