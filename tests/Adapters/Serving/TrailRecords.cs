using System.Globalization;
using System.Text.Json;

namespace OrleansTwin.Tests.Serving;

/// <summary>CloudTrail records of the documented shape, made here, and the messages that tell of their objects.</summary>
internal static class TrailRecords
{
    public static string Record(string id, int second = 0, string account = "111122223333", string? padding = null) => JsonSerializer.Serialize(new Dictionary<string, object?>
    {
        ["eventVersion"] = "1.08",
        ["userIdentity"] = new { type = "IAMUser", principalId = "AIDA1", arn = $"arn:aws:iam::{account}:user/dana", accountId = account, accessKeyId = "AKIAEXAMPLE000000001", userName = "dana" },
        ["eventTime"] = DateTimeOffset.UnixEpoch.AddYears(50).AddSeconds(second).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        ["eventSource"] = "ec2.amazonaws.com",
        ["eventName"] = "DescribeInstances",
        ["awsRegion"] = "eu-west-1",
        ["sourceIPAddress"] = "203.0.113.9",
        ["userAgent"] = "aws-cli/2.15",
        ["requestParameters"] = padding is null ? null : new { padding },
        ["responseElements"] = null,
        ["eventID"] = id,
        ["readOnly"] = true,
        ["recipientAccountId"] = account,
    });

    public static string File(params IEnumerable<string> records) => $"{{\"Records\":[{string.Join(',', records)}]}}";

    /// <summary>A log file with records of the ids <c>name-0</c>, <c>name-1</c>, …</summary>
    public static string FileOf(string name, int count, string account = "111122223333") => File(Enumerable.Range(0, count).Select(n => Record($"{name}-{n}", n, account)));

    public static string S3Event(string bucket, string key) => JsonSerializer.Serialize(new
    {
        Records = new[] { new { eventVersion = "2.1", eventSource = "aws:s3", awsRegion = "us-east-1", eventTime = "2020-01-01T00:00:00.000Z", eventName = "ObjectCreated:Put", s3 = new { bucket = new { name = bucket }, @object = new { key = Uri.EscapeDataString(key).Replace("%2F", "/", StringComparison.Ordinal).Replace("%20", "+", StringComparison.Ordinal), size = 1 } } } },
    });

    public static string TrailNotice(string bucket, params string[] keys) => JsonSerializer.Serialize(new { s3Bucket = bucket, s3ObjectKey = keys });

    public static string BusEvent(string bucket, string key) => JsonSerializer.Serialize(new Dictionary<string, object>
    {
        ["version"] = "0", ["id"] = "2d4eba74", ["detail-type"] = "Object Created", ["source"] = "aws.s3", ["time"] = "2020-01-01T00:00:00Z", ["region"] = "us-east-1",
        ["detail"] = new Dictionary<string, object> { ["bucket"] = new { name = bucket }, ["object"] = new { key, size = 1 } },
    });

    public static string Enveloped(string message) => JsonSerializer.Serialize(new { Type = "Notification", MessageId = "m", TopicArn = "arn:aws:sns:us-east-1:000000000000:t", Message = message, Timestamp = "2020-01-01T00:00:00.000Z" });

    public static string BusRecord(string record) =>
        $$"""{"version":"0","id":"b1","detail-type":"AWS API Call via CloudTrail","source":"aws.ec2","account":"111122223333","time":"2020-01-01T00:00:00Z","region":"eu-west-1","resources":[],"detail":{{record}}}""";
}
