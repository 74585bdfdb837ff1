using System.Text;
using System.Text.Json;
using CsCheck;
using OrleansTwin.Sources.Aws;
using OrleansTwin.Sources.Aws.Messages;

namespace OrleansTwin.Tests.Stages.Sources.Aws;

/// <summary>What the bodies of queue messages say; the shapes are those of the services' documentation.</summary>
public sealed class QueueMessageReaderTests
{
    private const string S3Event = """{"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","awsRegion":"eu-west-1","eventTime":"2020-01-01T00:00:00.000Z","eventName":"ObjectCreated:Put","s3":{"bucket":{"name":"logs"},"object":{"key":"a+b%2Bc/%C3%A9.json.gz","size":7,"eTag":"e1","versionId":"v1"}}}]}""";

    [Fact]
    public void Given_AnS3Event_When_Read_Then_TheKeyIsDecodedAndWhatItTellsIsKept()
    {
        var about = Assert.Single(Assert.IsType<QueueMessage.Objects>(QueueMessageReader.Read(S3Event)).Refs);

        Assert.Equal(("logs", "a b+c/é.json.gz", "v1", "e1", "eu-west-1"), (about.Bucket, about.Key, about.VersionId, about.ETag, about.Region));
        Assert.Equal((7L, new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero)), (about.Size, about.Created));
    }

    [Fact]
    public void Given_CloudTrailsNotice_When_ReadRawOrInEnvelopes_Then_KeysAreTakenAsTheyAre()
    {
        const string Notice = """{"s3Bucket":"logs","s3ObjectKey":["a+b","c%20d"]}""";
        foreach (var body in new[] { Notice, Envelope(Notice), Envelope(Envelope(Notice)) })
        {
            Assert.Equal(["a+b", "c%20d"], Assert.IsType<QueueMessage.Objects>(QueueMessageReader.Read(body)).Refs.Select(static about => about.Key));
        }
    }

    [Fact]
    public void Given_AnEventBridgeEventOfS3_When_Read_Then_TheKeyIsTakenAsItIs()
    {
        var read = QueueMessageReader.Read("""{"version":"0","id":"1","detail-type":"Object Created","source":"aws.s3","region":"eu-west-1","time":"2020-01-01T00:00:00Z","detail":{"bucket":{"name":"logs"},"object":{"key":"a+b%20","size":1,"etag":"e","version-id":"v"}}}""");

        Assert.Equal(("a+b%20", "v", "e"), Assert.IsType<QueueMessage.Objects>(read).Refs.Select(static about => (about.Key, about.VersionId, about.ETag)).Single());
    }

    [Theory]
    [InlineData("""{"Service":"Amazon S3","Event":"s3:TestEvent","Bucket":"b"}""")]
    [InlineData("""{"Records":[{"eventSource":"aws:s3","eventName":"ObjectRemoved:Delete","s3":{"bucket":{"name":"b"},"object":{"key":"k"}}}]}""")]
    [InlineData("""{"detail-type":"Object Deleted","source":"aws.s3","detail":{}}""")]
    [InlineData("""{"Type":"SubscriptionConfirmation","TopicArn":"t","Token":"x"}""")]
    public void Given_WhatNamesNothingToRead_When_Read_Then_ItIsNothing(string body) => Assert.IsType<QueueMessage.Nothing>(QueueMessageReader.Read(body));

    [Theory]
    [InlineData("")]
    [InlineData("""{"s3Bucket":"b","s3ObjectKey":[]}""")]
    [InlineData("""{"s3Bucket":7,"s3ObjectKey":["k"]}""")]
    [InlineData("""{"s3Bucket":"b","s3ObjectKey":[null]}""")]
    [InlineData("""{"Records":[{"eventSource":"aws:s3","eventName":"ObjectCreated:Put","s3":{"bucket":{"name":"b"}}}]}""")]
    [InlineData("""{"Records":[{"eventSource":"aws:s3","eventName":"ObjectCreated:Put","s3":{"object":{"key":"k"}}}]}""")]
    [InlineData("""{"Type":"Notification","TopicArn":"t"}""")]
    public void Given_ABrokenNotice_When_Read_Then_ItSaysWhy(string body) => Assert.NotEmpty(Assert.IsType<QueueMessage.Unreadable>(QueueMessageReader.Read(body)).Reason);

    [Fact]
    public void Given_Records_When_Read_Then_TheyAreLeftToTheRecordReader()
    {
        foreach (var body in new[] { """{"eventVersion":"1.08","eventID":"x"}""", """{"Records":[{"eventVersion":"1.08","eventSource":"ec2.amazonaws.com"}]}""", "2 111122223333 eni-1 10.0.0.1 10.0.0.2 1 2 6 1 1 1 2 ACCEPT OK", """{"a":1}{"a":2}""" })
        {
            Assert.Equal(body, Encoding.UTF8.GetString(Assert.IsType<QueueMessage.Record>(QueueMessageReader.Read(Envelope(body))).Body.Span));
        }
    }

    [Fact]
    public void Given_AnyDamageToAMessage_When_Read_Then_NothingIsThrownAndNoKeyIsInvented() =>
        Gen.Select(Gen.Int[0, S3Event.Length - 1], Gen.Char, Gen.Bool).Sample((at, with, isCut) =>
        {
            var body = isCut ? S3Event[..at] : S3Event[..at] + with + S3Event[(at + 1)..];
            return QueueMessageReader.Read(body) is not QueueMessage.Objects objects || objects.Refs.All(static about => about.Bucket.Length > 0 && about.Key.Length > 0);
        });

    [Theory]
    [InlineData("AWSLogs/1/CloudTrail/eu-west-1/2026/01/31/x.json.gz", "2026-01-31")]
    [InlineData("region=eu/year=2026/month=01/day=31/x.parquet", "2026-01-31")]
    [InlineData("resourceId=/y=2026/m=01/d=31/h=00/PT1H.json", "2026-01-31")]
    [InlineData("2026/13/31/x", null)]
    [InlineData("plain/x.json", null)]
    public void Given_AKey_When_ItsDayIsLookedFor_Then_ItIsTheOneWritten(string key, string? day) => Assert.Equal(day, KeyDates.DayOf(key)?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));

    private static string Envelope(string message) => JsonSerializer.Serialize(new { Type = "Notification", TopicArn = "arn:aws:sns:eu-west-1:1:t", Message = message });
}
