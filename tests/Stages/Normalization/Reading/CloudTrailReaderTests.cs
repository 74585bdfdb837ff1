using System.Text;
using OrleansTwin.Model.Diagnostics;
using OrleansTwin.Model.Events;
using OrleansTwin.Normalization.Reading;
using Xunit;

namespace OrleansTwin.Tests.Stages.Normalization.Reading;

/// <summary>The envelope of a record, field by field. Shapes after "CloudTrail record contents".</summary>
public sealed class CloudTrailReaderTests
{
    [Theory]
    [InlineData("2023-07-10T12:03:26Z", "2023-07-10T12:03:26.0000000Z")]
    [InlineData("2025-01-21 17:49:47.000000000", "2025-01-21T17:49:47.0000000Z")]
    [InlineData("2025-01-21 17:49:47.123", "2025-01-21T17:49:47.1230000Z")]
    [InlineData("2025-01-21 17:49:47", "2025-01-21T17:49:47.0000000Z")]
    [InlineData("2025-01-21T17:49:47.123456789Z", "2025-01-21T17:49:47.1234567Z")]
    [InlineData("2025-01-21T17:49:47+02:00", "2025-01-21T15:49:47.0000000Z")]
    [InlineData("2016-12-31T23:59:60Z", "2016-12-31T23:59:59.0000000Z")]
    public void Given_TimeForms_When_Read_Then_Utc(string text, string expected) =>
        Assert.Equal(expected, Read(Record($"\"eventTime\":\"{text}\"")).Time.UtcDateTime.ToString("O"));

    [Theory]
    [InlineData("\"eventTime\":\"redacted\"", "`eventTime` is no time of the form 2023-07-10T12:03:26Z")]
    [InlineData("\"eventTime\":\"2023-02-30T12:03:26Z\"", "`eventTime` is no time of the form 2023-07-10T12:03:26Z")]
    [InlineData("\"eventTime\":\"2023-02-20T12:03:26+99:00\"", "`eventTime` is no time of the form 2023-07-10T12:03:26Z")]
    [InlineData("\"eventTime\":1688990606", "`eventTime` is a number; expected a string")]
    [InlineData("\"eventName\":{\"a\":1}", "`eventName` is an object; expected a string")]
    [InlineData("\"eventName\":\"\"", "`eventName` is missing")]
    [InlineData("\"userIdentity\":\"ann\"", "`userIdentity` is no object")]
    [InlineData("\"readOnly\":[true]", "`readOnly` is an array; expected true or false")]
    [InlineData("\"sourceIPAddress\":false", "`sourceIPAddress` is a boolean; expected a string")]
    [InlineData("\"requestParameters\":{\"a\":\"\\ud800\"}", "not valid JSON: an escaped surrogate stands alone")]
    public void Given_WrongValues_When_Read_Then_LetterSaysWhich(string member, string reason) =>
        Assert.Equal(reason, Letter(Record(member)).Reason);

    [Theory]
    [InlineData("eventTime")]
    [InlineData("eventName")]
    [InlineData("eventSource")]
    public void Given_NeededField_When_AbsentOrNull_Then_LetterNamesIt(string name)
    {
        var start = Record().IndexOf($"\"{name}\"", StringComparison.Ordinal);
        var end = Record().IndexOf(',', start);

        Assert.Equal($"`{name}` is missing", Letter(Record().Remove(start, end - start + 1)).Reason);
        Assert.Equal($"`{name}` is missing", Letter(Record().Remove(start, end - start).Insert(start, $"\"{name}\":null")).Reason);
    }

    [Fact]
    public void Given_BrokenBytes_When_Read_Then_Letters()
    {
        var record = Record();

        Assert.StartsWith("not valid JSON", Letter(record[..^5]).Reason, StringComparison.Ordinal);
        Assert.StartsWith("not valid JSON", Letter(record + record).Reason, StringComparison.Ordinal);
        Assert.StartsWith("not valid JSON", Letter(string.Empty).Reason, StringComparison.Ordinal);
        Assert.StartsWith("not valid JSON", Letter(Record($"\"deep\":{new string('[', 100)}{new string(']', 100)}")).Reason, StringComparison.Ordinal);
        Assert.Equal("not a JSON object", Letter("[]").Reason);
        Assert.Equal("not valid UTF-8", Letter([.. Encoding.UTF8.GetBytes(record[..^1]), (byte)',', (byte)'"', 0xFF, (byte)'"', (byte)':', (byte)'1', (byte)'}']).Reason);
        Assert.Equal(new DeadLetter("unit", "record 3", "not a JSON object", "7"), Letter("7"));
    }

    [Fact]
    public void Given_TooLongRecord_When_Read_Then_Letter()
    {
        var reader = new CloudTrailReader(new ReadingLimits { RecordBytesMax = 100 });

        Assert.False(reader.TryRead(new("unit", 0), Encoding.UTF8.GetBytes(Record()), RecordFormat.CloudTrail, out _, out var letter));
        Assert.Equal("the record is longer than 100 bytes", letter!.Reason);
    }

    [Fact]
    public void Given_NoEventId_When_Read_Then_TheIdIsTheRecordsWhateverItsSpelling()
    {
        const string One = """{"eventVersion":"1.08","eventTime":"2024-01-01T00:00:00Z","eventName":"A","eventSource":"s3.amazonaws.com","requestParameters":{"a":"x/y","b":[1,2]}}""";
        const string Two = """{ "eventSource":"s3.amazonaws.com", "eventTime":"2024-01-01T00:00:00Z","eventName":"A","requestParameters":{"b":[1, 2],"a":"x\/y"},"eventVersion":"1.08"}""";

        Assert.StartsWith("evt-", Read(One).Id, StringComparison.Ordinal);
        Assert.Equal(Read(One).Id, Read(Two).Id);
        Assert.NotEqual(Read(One).Id, Read(One.Replace("[1,2]", "[2,1]", StringComparison.Ordinal)).Id);
    }

    [Theory]
    [InlineData("203.0.113.9", "203.0.113.9", null)]
    [InlineData("2001:DB8:0::1", "2001:db8::1", null)]
    [InlineData("::ffff:203.0.113.9", "203.0.113.9", null)]
    [InlineData("253.252.51.07", null, "253.252.51.07")]
    [InlineData("1.2.3", null, "1.2.3")]
    [InlineData("0x7f.1", null, "0x7f.1")]
    [InlineData("AWS Internal", null, "AWS Internal")]
    [InlineData("ec2.amazonaws.com", null, "ec2.amazonaws.com")]
    [InlineData("fe80::1%eth0", null, "fe80::1%eth0")]
    [InlineData("", null, null)]
    public void Given_AddressField_When_Read_Then_AddressOrName(string text, string? address, string? name)
    {
        var read = Read(Record($"\"sourceIPAddress\":\"{text}\""));

        Assert.Equal((address, name), (read.SourceIp, read.SourceName));
    }

    [Theory]
    [InlineData("AccessDenied", Outcome.Denied)]
    [InlineData("AccessDeniedException", Outcome.Denied)]
    [InlineData("Client.UnauthorizedOperation", Outcome.Denied)]
    [InlineData("UnauthorizedOperation", Outcome.Denied)]
    [InlineData("VpceAccessDenied", Outcome.Denied)]
    [InlineData("ThrottlingException", Outcome.Throttled)]
    [InlineData("Client.RequestLimitExceeded", Outcome.Throttled)]
    [InlineData("Client.DryRunOperation", Outcome.Failure)]
    [InlineData("NoSuchEntityException", Outcome.Failure)]
    [InlineData("Server.InternalError", Outcome.Failure)]
    public void Given_ErrorCode_When_Read_Then_OutcomeByTable(string code, Outcome outcome)
    {
        var read = Read(Record($"\"errorCode\":\"{code}\""));

        Assert.Equal((outcome, code), (read.Outcome, read.ErrorCode));
    }

    [Theory]
    [InlineData("\"responseElements\":{\"ConsoleLogin\":\"Failure\"}", Outcome.Failure)]
    [InlineData("\"responseElements\":{\"ConsoleLogin\":\"Success\"}", Outcome.Success)]
    [InlineData("\"responseElements\":{\"status\":\"Failure\"}", Outcome.Success)]
    [InlineData("\"errorMessage\":\"Failed authentication\"", Outcome.Failure)]
    [InlineData("\"errorCode\":\"\",\"errorMessage\":\"\"", Outcome.Success)]
    public void Given_ErrorElsewhere_When_Read_Then_BothAreRead(string member, Outcome outcome) =>
        Assert.Equal(outcome, Read(Record(member)).Outcome);

    [Theory]
    [InlineData("\"readOnly\":true", true)]
    [InlineData("\"readOnly\":\"false\"", false)]
    [InlineData("\"readOnly\":null", null)]
    [InlineData("\"apiVersion\":null", null)]
    public void Given_ReadOnly_When_BoolStringOrAbsent_Then_AsSaid(string member, bool? expected) =>
        Assert.Equal(expected, Read(Record(member)).ReadOnly);

    [Theory]
    [InlineData("\"eventCategory\":\"Management\"", EventCategory.Management)]
    [InlineData("\"eventCategory\":\"Data\"", EventCategory.Data)]
    [InlineData("\"managementEvent\":false", EventCategory.Data)]
    [InlineData("\"eventCategory\":\"NetworkActivity\",\"eventType\":\"AwsVpceEvent\"", EventCategory.NetworkActivity)]
    [InlineData("\"eventCategory\":\"Management\",\"eventType\":\"AwsServiceEvent\"", EventCategory.ServiceEvent)]
    [InlineData("\"eventType\":\"AwsConsoleSignIn\"", EventCategory.SignIn)]
    [InlineData("\"apiVersion\":\"1\"", EventCategory.Management)]
    public void Given_CategoryAndType_When_Read_Then_Category(string members, EventCategory category) =>
        Assert.Equal(category, Read(Record(members)).Category);

    [Fact]
    public void Given_InsightRecord_When_Read_Then_NamedByItsDetails()
    {
        var read = Read("""{"eventVersion":"1.07","eventTime":"2019-10-15T21:13:00Z","awsRegion":"us-east-1","eventID":"i1","eventType":"AwsCloudTrailInsight","recipientAccountId":"123456789012","sharedEventID":"s1","insightDetails":{"state":"Start","eventSource":"autoscaling.amazonaws.com","eventName":"CompleteLifecycleAction","insightType":"ApiCallRateInsight"},"eventCategory":"Insight"}""");

        Assert.Equal((EventCategory.Insight, "CompleteLifecycleAction", "autoscaling.amazonaws.com"), (read.Category, read.Action, read.Service));
        Assert.Equal(ActorType.Unknown, read.Actor.Type);
        Assert.Contains("ApiCallRateInsight", Text(read.ServiceDetails), StringComparison.Ordinal);
    }

    [Fact]
    public void Given_RawParts_When_Read_Then_SlicesOfTheRecord()
    {
        var record = Encoding.UTF8.GetBytes(Record("""
            "requestParameters": {"a": [1, "}"]} , "responseElements":{"b":null},"additionalEventData":{"c":1},"resources":[{"ARN":"x"}],"serviceEventDetails":{"d":2}
            """));
        Assert.True(new CloudTrailReader().TryRead(new("unit", 3), record, RecordFormat.CloudTrail, out var read, out _));

        Assert.Equal("""{"a": [1, "}"]}""", Text(read!.Request));
        Assert.Equal("""{"b":null}""", Text(read.Response));
        Assert.Equal("""{"c":1}""", Text(read.Additional));
        Assert.Equal("""[{"ARN":"x"}]""", Text(read.Resources));
        Assert.Equal("""{"d":2}""", Text(read.ServiceDetails));
        Assert.True(read.Request.Span.Overlaps(record));
        Assert.True(Read(Record("\"requestParameters\":null")).Request.IsEmpty);
    }

    [Fact]
    public void Given_OmittedFields_When_Read_Then_TruncatedAndACompleteCopyIsPreferred()
    {
        var cut = Read(Record("\"requestParameters\":{\"omitted\":true,\"originalSize\":123456,\"reason\":\"too large\"}"));
        var nested = Read(Record("\"requestParameters\":{\"x\":{\"omitted\":true}}"));

        Assert.True(cut.Truncated);
        Assert.False(nested.Truncated);
        Assert.Same(nested, EventCopies.Prefer(cut, nested));
    }

    [Fact]
    public void Given_Addendum_When_Read_Then_ReasonKeptAndItReplaces()
    {
        var first = Read(Record());
        var addendum = Read(Record("\"addendum\":{\"reason\":\"UPDATED_DATA\",\"updatedFields\":\"eventName\"}"));

        Assert.Equal("UPDATED_DATA", addendum.Addendum);
        Assert.Same(addendum, EventCopies.Prefer(first, addendum));
        Assert.Same(addendum, EventCopies.Prefer(addendum, first));
    }

    [Theory]
    [InlineData("\"recipientAccountId\":\"111111111111\"", "111111111111")]
    [InlineData("\"recipientAccountId\":111111111111", "111111111111")]
    [InlineData("\"userIdentity\":{\"type\":\"AWSAccount\",\"accountId\":\"222222222222\"}", "222222222222")]
    [InlineData("\"resources\":[{\"ARN\":\"arn:aws:s3:::b\",\"accountId\":\"333333333333\"}]", "333333333333")]
    [InlineData("\"apiVersion\":null", "")]
    public void Given_AccountSources_When_Read_Then_FirstThatSays(string member, string account) =>
        Assert.Equal(account, Read(Record(member)).Account);

    [Fact]
    public void Given_EventBridgeEnvelope_When_Read_Then_InnerRecordWithFallbacks()
    {
        var envelope = $$"""{"version":"0","id":"e","detail-type":"AWS API Call via CloudTrail","source":"aws.s3","account":"444444444444","time":"2024-01-01T00:00:00Z","region":"eu-north-1","resources":[],"detail":{{Record()}}}""";

        Assert.True(new CloudTrailReader().TryRead(new("unit", 0), Encoding.UTF8.GetBytes(envelope), RecordFormat.EventBridge, out var read, out _));
        Assert.Equal(("444444444444", "eu-north-1", RecordFormat.EventBridge, "e1"), (read!.Account, read.Region, read.Format, read.Id));
        Assert.False(new CloudTrailReader().TryRead(new("unit", 0), Encoding.UTF8.GetBytes("""{"detail-type":"EC2 Instance State-change Notification","source":"aws.ec2","detail":{"state":"running"}}"""), RecordFormat.EventBridge, out _, out var letter));
        Assert.Equal("an EventBridge event of type `EC2 Instance State-change Notification` is no CloudTrail record", letter!.Reason);
    }

    [Fact]
    public void Given_OtherFields_When_Read_Then_Kept()
    {
        var read = Read(Record("\"sharedEventID\":\"s\",\"vpcEndpointId\":\"vpce-1\",\"vpcEndpointAccountId\":\"555555555555\",\"userAgent\":\"a\\u0026b\",\"errorMessage\":\"m\",\"awsRegion\":\"eu-west-1\""));

        Assert.Equal(("s", "vpce-1", "555555555555", "a&b", "m", "eu-west-1"), (read.SharedEventId, read.VpcEndpointId, read.VpcEndpointAccount, read.UserAgent, read.ErrorMessage, read.Region));
    }

    [Fact]
    public void Given_EqualIdentities_When_Read_Then_OneActor()
    {
        var reader = new CloudTrailReader();
        var record = Encoding.UTF8.GetBytes(Record("\"userIdentity\":{\"type\":\"Root\",\"accountId\":\"123456789012\"}"));

        Assert.True(reader.TryRead(new("unit", 0), record, RecordFormat.CloudTrail, out var one, out _));
        Assert.True(reader.TryRead(new("unit", 1), record, RecordFormat.CloudTrail, out var two, out _));
        Assert.Same(one!.Actor, two!.Actor);
        Assert.Same(one.Service, two.Service);
    }

    /// <summary>A record with the members; later ones win over those it has anyway.</summary>
    internal static string Record(string members = "\"apiVersion\":null") =>
        $$"""{"eventVersion":"1.08","eventTime":"2024-01-01T00:00:00Z","eventSource":"s3.amazonaws.com","eventName":"GetObject","eventID":"e1",{{members}}}""";

    internal static CloudEvent Read(string record)
    {
        Assert.True(new CloudTrailReader().TryRead(new("unit", 3), Encoding.UTF8.GetBytes(record), RecordFormat.CloudTrail, out var read, out var letter), letter?.Reason);
        Assert.Null(letter);
        return read!;
    }

    private static DeadLetter Letter(string record) => Letter(Encoding.UTF8.GetBytes(record));

    private static DeadLetter Letter(byte[] record)
    {
        Assert.False(new CloudTrailReader().TryRead(new("unit", 3), record, RecordFormat.CloudTrail, out var read, out var letter));
        Assert.Null(read);
        return letter!;
    }

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);
}
