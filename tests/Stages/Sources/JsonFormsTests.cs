using System.Text;
using System.Text.Json;
using OrleansTwin.Model.Events;
using OrleansTwin.Sources;
using Xunit;

namespace OrleansTwin.Tests.Stages.Sources;

/// <summary>Every form of CONTRACTS gives the same records.</summary>
public sealed class JsonFormsTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static TheoryData<string, string> Forms()
    {
        var records = Samples.Many(3);
        return new TheoryData<string, string>
        {
            { "records object", $$"""{"Records":[{{string.Join(',', records)}}]}""" },
            { "records object with members around it", $$"""{"owner":"x","tags":{"a":[1]},"Records":[{{string.Join(',', records)}}],"count":3}""" },
            { "several records objects", $$"""{"Records":[{{records[0]}},{{records[1]}}]}""" + "\n" + $$"""{"Records":[{{records[2]}}]}""" },
            { "one a line", string.Join('\n', records) },
            { "one a line, CRLF, blank lines", string.Join("\r\n\r\n", records) + "\r\n" },
            { "array", $"[{string.Join(',', records)}]" },
            { "array over lines", "[\n  " + string.Join(",\n  ", records) + "\n]" },
            { "back to back", string.Concat(records) },
            { "comma and line break", string.Join(",\n", records) },
            { "JSON text sequence", string.Concat(records.Select(static record => "\u001e" + record + "\n")) },
            { "pretty", string.Join('\n', records.Select(Pretty)) },
            { "pretty array", $"[{string.Join(",\n", records.Select(Pretty))}]" },
            { "byte order mark", "\ufeff" + string.Join('\n', records) },
            { "leading white space", "\n\n  " + string.Join('\n', records) },
            { "two arrays", $"[{records[0]},{records[1]}]\n[{records[2]}]" },
        };
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Given_Form_When_Read_Then_AllRecordsInOrder(string form, string text)
    {
        var reads = Reads.Of(text);

        Assert.True(reads.Letters.Count == 0, form);
        Assert.Empty(reads.Skipped);
        Assert.Equal([0, 1, 2], reads.Records.Select(static record => record.Position.Index));
        Assert.All(reads.Records, static record => Assert.Equal(RecordFormat.CloudTrail, record.Format));
        Assert.Equal(Samples.IdsOf(0, 1, 2), reads.Records.Select(static record => JsonDocument.Parse(record.Bytes).RootElement.GetProperty("eventID").GetString()!).ToArray());
    }

    [Fact]
    public void Given_Gzip_When_NestedOrInMembers_Then_AllRecords()
    {
        var records = Samples.Many(3).Select(static record => Encoding.UTF8.GetBytes(record + "\n")).ToArray();
        byte[] members = [.. Reads.Gzip(records[0]), .. Reads.Gzip(records[1]), .. Reads.Gzip(records[2])];

        Assert.Equal(Samples.IdsOf(0, 1, 2), Samples.Ids(Reads.Of(members)));
        Assert.Equal(Samples.IdsOf(0, 1, 2), Samples.Ids(Reads.Of(Reads.Gzip(members))));
    }

    [Fact]
    public void Given_EventBridgeEnvelope_When_Read_Then_FormatSaysSo()
    {
        var reads = Reads.Of($$"""{"version":"0","id":"x","detail-type":"AWS API Call via CloudTrail","source":"aws.ec2","account":"123456789012","detail":{{Samples.CloudTrail(1)}}}""");

        Assert.Equal(RecordFormat.EventBridge, Assert.Single(reads.Records).Format);
    }

    [Fact]
    public void Given_TextInsideJson_When_Read_Then_TheRecordInside()
    {
        var inner = JsonSerializer.Serialize(Samples.CloudTrail(7));

        var lookup = Reads.Of($$"""{"Events":[{"EventId":"id-7","EventName":"x","CloudTrailEvent":{{inner}}}]}""");
        var logs = Reads.Of($$"""{"messageType":"DATA_MESSAGE","logGroup":"g","logEvents":[{"id":"1","timestamp":1,"message":{{inner}}},{"id":"2","timestamp":2,"message":"{{Samples.FlowLine}}"}]}""");

        Assert.Equal(Samples.IdsOf(7), Samples.Ids(lookup));
        Assert.Equal([RecordFormat.CloudTrail, RecordFormat.VpcFlow], logs.Records.Select(static record => record.Format));
        Assert.Empty(logs.Letters);
    }

    [Fact]
    public void Given_EmptyRecords_When_Read_Then_NothingAndNoComplaint()
    {
        var reads = Reads.Of("""{"Records":[]}""");

        Assert.Empty(reads.Records);
        Assert.Empty(reads.Letters);
        Assert.Empty(reads.Skipped);
    }

    [Fact]
    public void Given_TextBeforeRecords_When_Read_Then_RecordsAreRead()
    {
        var reads = Reads.Of("Query: something\n\n[\n" + Samples.CloudTrail(1) + "\n]");

        Assert.Equal(Samples.IdsOf(1), Samples.Ids(reads));
    }

    [Fact]
    public void Given_Record_When_Located_Then_LineAndByteAreItsOwn()
    {
        var text = "\n" + string.Join("\n\n", Samples.Many(3));
        var record = Reads.Of(text, new SourceLimits { BlockBytes = 600 }).Records[2];

        Assert.Equal(6, record.Line);
        Assert.Equal(text.IndexOf(Samples.CloudTrail(2), StringComparison.Ordinal), record.Offset);
        Assert.Equal($"record 2, line 6, byte {record.Offset}", record.Locate(new("unit", "record 2", "r", "s")).Position);
    }

    private static string Pretty(string record) =>
        JsonSerializer.Serialize(JsonDocument.Parse(record).RootElement, Indented);
}
