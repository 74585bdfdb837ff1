using System.Text;
using OrleansTwin.Model.Events;
using Parquet;
using Parquet.Schema;
using Xunit;

namespace OrleansTwin.Tests.Stages.Sources;

/// <summary>Flow logs as text and as Parquet.</summary>
public sealed class FlowTextTests
{
    private const string Header = "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status";

    [Fact]
    public void Given_DefaultFormat_When_Read_Then_LinesWithoutHeader()
    {
        var reads = Reads.Of(Samples.FlowLine + "\r\n\n" + Samples.FlowLine);

        Assert.Equal([Samples.FlowLine, Samples.FlowLine], reads.Texts);
        Assert.All(reads.Records, static record => Assert.Equal((RecordFormat.VpcFlow, null), (record.Format, record.FlowHeader)));
        Assert.Equal([1L, 3L], reads.Records.Select(static record => record.Line));
    }

    [Fact]
    public void Given_Headers_When_Joined_Then_EachHoldsForItsLines()
    {
        var reads = Reads.Of($"{Header}\n{Samples.FlowLine}\naction start end\nACCEPT 1 2\naction start end\nREJECT 3 4\n");

        Assert.Equal([Header, "action start end", "action start end"], reads.Records.Select(static record => record.FlowHeader));
        Assert.Same(reads.Records[1].FlowHeader, reads.Records[2].FlowHeader);
    }

    [Fact]
    public void Given_CloudWatchExport_When_Read_Then_TheTimeBeforeTheLineIsCut()
    {
        var reads = Reads.Of($"2023-11-14T22:13:20.000Z {Samples.FlowLine}\n2023-11-14T22:13:21.000Z {Samples.FlowLine}\n");

        Assert.Equal([Samples.FlowLine, Samples.FlowLine], reads.Texts);
    }

    [Fact]
    public void Given_EndlessLine_When_Read_Then_LetterAndTheRest()
    {
        var reads = Reads.Of($"{Samples.FlowLine}\n{new string('x', 3_000_000)}\n{Samples.FlowLine}\n");

        Assert.Equal(2, reads.Records.Count);
        Assert.Equal("the line is longer than 65536 bytes", Assert.Single(reads.Letters).Reason);
    }

    [Fact]
    public async Task Given_Parquet_When_Read_Then_RowsAsLines()
    {
        var fields = new DataField[] { new DataField<int>("version"), new DataField<string>("account_id"), new DataField<string>("srcaddr"), new DataField<int?>("srcport"), new DataField<long>("start"), new DataField<long>("end") };
        var file = new MemoryStream();
        await using (var writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), file, cancellationToken: TestContext.Current.CancellationToken))
        {
            using var group = writer.CreateRowGroup();
            await group.WriteAsync<int>(fields[0], new[] { 5, 5 });
            await group.WriteAsync(fields[1], ["123456789012", "123456789012"]);
            await group.WriteAsync(fields[2], ["10.0.0.1", null!]);
            await group.WriteAsync<int>(fields[3], new int?[] { 443, null });
            await group.WriteAsync<long>(fields[4], new[] { 1L, 3L });
            await group.WriteAsync<long>(fields[5], new[] { 2L, 4L });
        }

        var reads = Reads.Of(file.ToArray());
        var torn = Reads.Of(file.ToArray()[..^20]);

        Assert.Equal(["5 123456789012 10.0.0.1 443 1 2", "5 123456789012 - - 3 4"], reads.Texts);
        Assert.All(reads.Records, static record => Assert.Equal("version account-id srcaddr srcport start end", record.FlowHeader));
        Assert.Equal("the Parquet file is damaged or cut short", Assert.Single(torn.Letters).Reason);
    }

    [Fact]
    public void Given_Gzip_When_FlowText_Then_Read() =>
        Assert.Equal(2, Reads.Of(Reads.Gzip(Encoding.UTF8.GetBytes($"{Header}\n{Samples.FlowLine}\n{Samples.FlowLine}"))).Records.Count);
}
