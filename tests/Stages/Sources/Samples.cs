using System.Globalization;

namespace OrleansTwin.Tests.Stages.Sources;

/// <summary>Small records of our own, after the documented shapes.</summary>
internal static class Samples
{
    public const string FlowLine = "2 123456789012 eni-0a1b2c3d 10.0.0.5 203.0.113.9 44321 443 6 10 4200 1700000000 1700000060 ACCEPT OK";

    public static string CloudTrail(int number, string more = "") => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"eventVersion":"1.08","userIdentity":{"type":"IAMUser","principalId":"AIDAEXAMPLE","arn":"arn:aws:iam::123456789012:user/ann","accountId":"123456789012","userName":"ann"},"eventTime":"2024-05-01T10:00:{{number % 60:00}}Z","eventSource":"ec2.amazonaws.com","eventName":"DescribeInstances","awsRegion":"eu-west-1","sourceIPAddress":"203.0.113.9","userAgent":"aws-cli","requestParameters":{"text":"a \"quoted\" } brace","list":[1,2,{"x":null}]},"responseElements":null,{{more}}"eventID":"id-{{number}}","eventType":"AwsApiCall","recipientAccountId":"123456789012"}""");

    public static string[] Many(int count) => [.. Enumerable.Range(0, count).Select(static number => CloudTrail(number))];

    /// <summary>Ids of the records of a read, in order.</summary>
    public static string[] Ids(Reads reads) => [.. reads.Texts.Select(static text => text[(text.IndexOf("\"eventID\":\"", StringComparison.Ordinal) + 11)..].Split('"')[0])];

    public static string[] IdsOf(params int[] numbers) => [.. numbers.Select(static number => string.Create(CultureInfo.InvariantCulture, $"id-{number}"))];
}
