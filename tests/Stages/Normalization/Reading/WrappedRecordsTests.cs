using System.Text;
using System.Text.Json;
using OrleansTwin.Model.Events;
using OrleansTwin.Normalization.Reading;
using OrleansTwin.Tests.Stages.Sources;
using Xunit;

namespace OrleansTwin.Tests.Stages.Normalization.Reading;

/// <summary>Recorded and documented records that stand inside rows of labels: every one that has what a record must have is an event.</summary>
public sealed class WrappedRecordsTests
{
    [Theory]
    [InlineData("panther/aws_cloudtrail.jsonl", 252, 233)]
    [InlineData("aws/traildiscover_open.jsonl", 282, 282)]
    [InlineData("aws/awsdocs_cloudtrail_examples.jsonl", 19, 19)]
    public void Given_LabelledRows_When_TheirRecordsAreRead_Then_OnlyIncompleteOnesAreLetters(string set, int rows, int readable)
    {
        var reader = new CloudTrailReader();
        var (read, letters) = (0, new List<string>());
        var count = 0;
        foreach (var line in File.ReadLines(RecordedSets.Folder(set)))
        {
            using var row = JsonDocument.Parse(line);
            var record = row.RootElement.GetProperty("event");
            count++;
            if (reader.TryRead(new("unit", count), Encoding.UTF8.GetBytes(record.GetRawText()), RecordFormat.CloudTrail, out _, out var letter))
            {
                read++;
            }
            else
            {
                letters.Add(letter!.Reason);
                Assert.False(HasAll(record), letter.Reason);
            }
        }

        Assert.Equal((rows, readable), (count, read));
        Assert.All(letters, static reason => Assert.Contains(reason, (string[])["`eventTime` is missing", "`eventName` is missing", "`eventSource` is missing", "`eventTime` is no time of the form 2023-07-10T12:03:26Z"]));
    }

    [Fact]
    public void Given_LabelledFlows_When_Looked_Then_TheyAreNoFlowRecords()
    {
        // Rows hold camel-cased fragments without times, as another product stores them: shape only, nothing a flow log would write.
        foreach (var line in File.ReadLines(RecordedSets.Folder("panther/aws_vpcflow.jsonl")))
        {
            using var row = JsonDocument.Parse(line);
            Assert.False(row.RootElement.GetProperty("event").TryGetProperty("start", out _));
        }
    }

    [Fact]
    public void Given_DryRuns_When_Read_Then_FailuresWithTheirCode()
    {
        var reader = new CloudTrailReader();
        var outcomes = new List<Outcome>();
        foreach (var line in File.ReadLines(RecordedSets.Folder("panther/aws_cloudtrail.jsonl")))
        {
            using var row = JsonDocument.Parse(line);
            var record = Encoding.UTF8.GetBytes(row.RootElement.GetProperty("event").GetRawText());
            if (reader.TryRead(new("unit", 0), record, RecordFormat.CloudTrail, out var read, out _) && read!.ErrorCode == "Client.DryRunOperation")
            {
                outcomes.Add(read.Outcome);
            }
        }

        Assert.Equal([Outcome.Failure, Outcome.Failure], outcomes);
    }

    private static bool HasAll(JsonElement record) =>
        record.TryGetProperty("eventTime", out var time) && time.ValueKind == JsonValueKind.String && time.GetString()!.StartsWith('2')
            && record.TryGetProperty("eventName", out _) && record.TryGetProperty("eventSource", out _);
}
