using System.Text;
using System.Text.Json;
using CsCheck;
using OrleansTwin.Model.Events;
using OrleansTwin.Normalization.Reading;
using OrleansTwin.Tests.Stages.Sources;
using Xunit;

namespace OrleansTwin.Tests.Stages.Normalization.Reading;

/// <summary>The one-pass reader agrees with a document reader, damage never throws, and copies rank in one order.</summary>
public sealed class ReadingProperties
{
    [Fact]
    public void Given_RecordedSets_When_Read_Then_TheSameAsADocumentReader()
    {
        var reader = new CloudTrailReader();
        foreach (var set in new[] { "aws/invictus", "aws/stratus", "aws/benign_opensearch_cloudtrail.jsonl" })
        {
            foreach (var record in Reads.OfFolder(RecordedSets.Folder(set)).Records)
            {
                Assert.True(reader.TryRead(record.Position, record.Bytes, record.Format, out var read, out _));
                using var document = JsonDocument.Parse(record.Bytes);
                Same(document.RootElement, read!);
            }
        }
    }

    [Fact]
    public void Given_AnyDamage_When_Read_Then_AnEventOrALetter()
    {
        // One reader for all, as in life: damage must not stay in its pools. It is not thread-safe.
        var reader = new CloudTrailReader();
        Gen.Select(Gen.Int[0, 700], Gen.Byte, Gen.Int[0, 3], Gen.Int[0, 60]).Sample(
            (at, value, kind, number) =>
            {
                var bytes = Encoding.UTF8.GetBytes(Samples.CloudTrail(number, "\"resources\":[{\"ARN\":\"arn:aws:s3:::b\"}],")).ToList();
                at %= bytes.Count;
                switch (kind)
                {
                    case 0: bytes[at] = value; break;
                    case 1: bytes.RemoveAt(at); break;
                    case 2: bytes.Insert(at, value); break;
                    default: bytes.RemoveRange(at, bytes.Count - at); break;
                }

                var read = reader.TryRead(new("unit", 0), bytes.ToArray(), RecordFormat.CloudTrail, out var cloudEvent, out var letter);
                return read == (cloudEvent is not null) && read == (letter is null);
            },
            iter: 3000,
            threads: 1);
    }

    [Fact]
    public void Given_Copies_When_InAnyOrder_Then_OneStands() =>
        Gen.Select(Gen.Bool, Gen.Bool, Gen.Int[0, 2], Gen.Int[0, 2]).Array[1, 6].Sample(copies =>
        {
            var events = copies.Select(static copy => Copy(copy.Item1, copy.Item2, copy.Item3, copy.Item4)).ToList();
            var forward = events.Aggregate(EventCopies.Prefer);
            var backward = Enumerable.Reverse(events).Aggregate(EventCopies.Prefer);
            var ranked = events.OrderBy(EventCopies.Rank, StringComparer.Ordinal).First();
            return EventCopies.Compare(forward, backward) == 0 && EventCopies.Compare(forward, ranked) == 0 && events.All(other => EventCopies.Compare(forward, other) <= 0);
        });

    private static CloudEvent Copy(bool truncated, bool addendum, int unit, int index) => new()
    {
        Id = "e",
        Time = default,
        Account = string.Empty,
        Action = string.Empty,
        Service = string.Empty,
        Actor = new Actor(),
        Truncated = truncated,
        Addendum = addendum ? "UPDATED_DATA" : null,
        Position = new(((char)('a' + unit)).ToString(), index),
    };

    private static void Same(JsonElement root, CloudEvent read)
    {
        Assert.Equal(Text(root, "eventID"), read.Id);
        Assert.Equal(Text(root, "eventName"), read.Action);
        Assert.Equal(Text(root, "eventSource"), read.Service);
        Assert.Equal(Text(root, "awsRegion") ?? string.Empty, read.Region);
        Assert.Equal(Text(root, "userAgent"), read.UserAgent);
        Assert.Equal(Text(root, "errorCode"), read.ErrorCode);
        Assert.Equal(Text(root, "errorMessage"), read.ErrorMessage);
        Assert.Equal(Text(root, "sourceIPAddress"), read.SourceIp ?? read.SourceName);
        Assert.Equal(Text(root, "sharedEventID"), read.SharedEventId);
        Assert.Equal(Text(root, "vpcEndpointId"), read.VpcEndpointId);
        Assert.Equal(DateTimeOffset.Parse(Text(root, "eventTime")!, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal), read.Time);
        Assert.Equal(Raw(root, "requestParameters"), Encoding.UTF8.GetString(read.Request.Span));
        Assert.Equal(Raw(root, "responseElements"), Encoding.UTF8.GetString(read.Response.Span));
        Assert.Equal(Raw(root, "additionalEventData"), Encoding.UTF8.GetString(read.Additional.Span));
        Assert.Equal(Raw(root, "resources"), Encoding.UTF8.GetString(read.Resources.Span));
        var identity = root.GetProperty("userIdentity");
        Assert.Equal(Text(identity, "arn"), read.Actor.Arn);
        Assert.Equal(Text(identity, "accessKeyId"), read.Actor.Credential);
        Assert.Equal(Text(identity, "invokedBy"), read.Actor.InvokedBy);
        Assert.Equal(Text(identity, "principalId"), read.Actor.UniqueId);
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

    private static string Raw(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.GetRawText() : string.Empty;
}
