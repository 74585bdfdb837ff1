using System.Globalization;
using System.Text.Json;
using OrleansTwin.Demo.Scenario;

namespace OrleansTwin.Bench.Load;

/// <summary>
/// Writes calls as CloudTrail records (AWS CloudTrail User Guide, "CloudTrail record contents"). The event id ends in the record's
/// number, so that what is published of it can be traced to when it was due.
/// </summary>
internal sealed class LoadRecord(ulong seed)
{
    private const int NumberAt = 24;
    private const string Agent = "Boto3/1.35.76 md/Botocore#1.35.76 ua/2.0 os/linux#6.1.119-129.201.amzn2023.x86_64 md/arch#x86_64 lang/python#3.11.6 md/pyimpl#CPython cfg/retry-mode#legacy Botocore/1.35.76";

    private readonly DemoRandom _random = new DemoRandom(seed).Fork("ids");

    /// <summary>The number of the record with this event id, or null where it is none of the load's.</summary>
    public static long? NumberOf(string eventId) =>
        eventId.Length == NumberAt + 12 && long.TryParse(eventId.AsSpan(NumberAt), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number) ? number : null;

    public void Write(Utf8JsonWriter json, LoadCall call, DateTimeOffset time, long number)
    {
        var (account, api, target) = (call.Account, call.Api, call.Target);
        json.WriteStartObject();
        json.WriteString("eventVersion", "1.11"u8);
        Identity(json, account, call.Role);
        json.WriteString("eventTime", Text(time));
        json.WriteString("eventSource", $"{api.Service}.amazonaws.com");
        json.WriteString("eventName", api.Name);
        json.WriteString("awsRegion", api.Service == "iam" ? "us-east-1" : LoadTarget.Region);
        json.WriteString("sourceIPAddress", account.AddressOf(call.Role));
        json.WriteString("userAgent", Agent);
        if (call.Denied)
        {
            json.WriteString("errorCode", "AccessDenied"u8);
            json.WriteString("errorMessage", $"User: {account.RoleArn(call.Role)} is not authorized to perform: {api.Service}:{api.Name}");
        }

        Parameters(json, api, target, call.Denied);
        json.WriteString("requestID", Uuid(_random.Next(), _random.Next()));
        json.WriteString("eventID", Uuid(_random.Next(), (ulong)number));
        json.WriteBoolean("readOnly", api.ReadOnly);
        if (api.IsOfData)
        {
            Container(json, target);
        }

        json.WriteString("eventType", "AwsApiCall"u8);
        json.WriteBoolean("managementEvent", !api.IsOfData);
        json.WriteString("recipientAccountId", account.Number);
        json.WriteString("eventCategory", api.IsOfData ? "Data" : "Management");
        json.WriteStartObject("tlsDetails");
        json.WriteString("tlsVersion", "TLSv1.3"u8);
        json.WriteString("cipherSuite", "TLS_AES_128_GCM_SHA256"u8);
        json.WriteString("clientProvidedHostHeader", $"{api.Service}.{LoadTarget.Region}.amazonaws.com");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Parameters(Utf8JsonWriter json, LoadApi api, LoadTarget target, bool denied)
    {
        json.WriteStartObject("requestParameters");
        api.Request(json, target);
        json.WriteEndObject();
        if (api.Response is null || denied)
        {
            json.WriteNull("responseElements"u8);
            return;
        }

        json.WriteStartObject("responseElements");
        api.Response(json, target);
        json.WriteEndObject();
    }

    private static void Identity(Utf8JsonWriter json, LoadAccount account, int role)
    {
        // Real sessions end after hours; here a role keeps its key, so that the entities are as many as the scenario says.
        var name = string.Create(CultureInfo.InvariantCulture, $"app-{role}");
        var unique = Base32("AROA", account.Number, role, 0);
        json.WriteStartObject("userIdentity");
        json.WriteString("type", "AssumedRole"u8);
        json.WriteString("principalId", $"{unique}:{name}");
        json.WriteString("arn", $"arn:aws:sts::{account.Number}:assumed-role/{name}/{name}");
        json.WriteString("accountId", account.Number);
        json.WriteString("accessKeyId", Base32("ASIA", account.Number, role, 1));
        json.WriteStartObject("sessionContext");
        json.WriteStartObject("sessionIssuer");
        json.WriteString("type", "Role"u8);
        json.WriteString("principalId", unique);
        json.WriteString("arn", account.RoleArn(role));
        json.WriteString("accountId", account.Number);
        json.WriteString("userName", name);
        json.WriteEndObject();
        json.WriteStartObject("attributes");
        json.WriteString("creationDate", Text(LoadFolder.Begun));
        json.WriteString("mfaAuthenticated", "false"u8);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Container(Utf8JsonWriter json, LoadTarget target)
    {
        json.WriteStartArray("resources");
        json.WriteStartObject();
        json.WriteString("accountId", target.Account);
        json.WriteString("type", target.Kind switch
        {
            LoadKind.Bucket => "AWS::S3::Bucket",
            LoadKind.Table => "AWS::DynamoDB::Table",
            _ => "AWS::Lambda::Function",
        });
        json.WriteString("ARN", target.Arn);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Uuid(ulong high, ulong low) =>
        string.Create(CultureInfo.InvariantCulture, $"{high >> 32:x8}-{high >> 16 & 0xffff:x4}-4{high & 0xfff:x3}-8{low >> 48 & 0xfff:x3}-{low & 0xffff_ffff_ffff:x12}");

    private static string Base32(string prefix, string account, int role, ulong more)
    {
        const string Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var mixed = new DemoRandom(ulong.Parse(account, CultureInfo.InvariantCulture) + ((ulong)role << 40) + more).Next();
        Span<char> text = stackalloc char[16];
        for (var at = 0; at < text.Length; at++)
        {
            text[at] = Digits[(int)(mixed >> (at * 4) & 31)];
        }

        return string.Concat(prefix, text);
    }
}
