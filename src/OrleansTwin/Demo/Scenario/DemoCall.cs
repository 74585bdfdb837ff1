using System.Text.Json.Nodes;

namespace OrleansTwin.Demo.Scenario;

/// <summary>One call and its CloudTrail record (AWS CloudTrail User Guide, "CloudTrail record contents").</summary>
internal sealed record DemoCall(DateTimeOffset Time, DemoActor Actor, string Service, string Name)
{
    private static readonly string[] Global = ["iam", "sts"];

    public JsonObject? Request { get; init; }

    public JsonObject? Response { get; init; }

    public bool ReadOnly { get; init; }

    /// <summary>A data event: of an object or an item.</summary>
    public bool IsOfData { get; init; }

    public string? Error { get; init; }

    public string? ErrorText { get; init; }

    /// <summary>Resources the record lists: type and ARN.</summary>
    public IReadOnlyList<(string Type, string Arn)> Resources { get; init; } = [];

    public JsonObject? Additional { get; init; }

    public string? SharedId { get; init; }

    public JsonObject ToRecord(DemoRandom random)
    {
        var record = new JsonObject
        {
            ["eventVersion"] = "1.11",
            ["userIdentity"] = Actor.Identity(),
            ["eventTime"] = DemoNames.Text(Time),
            ["eventSource"] = $"{Service}.amazonaws.com",
            ["eventName"] = Name,
            ["awsRegion"] = Service == Global[0] ? "us-east-1" : DemoNames.Region,
            ["sourceIPAddress"] = Actor.Ip,
            ["userAgent"] = Actor.Agent,
        };
        if (Error is not null)
        {
            record["errorCode"] = Error;
            record["errorMessage"] = ErrorText;
        }

        record["requestParameters"] = Request?.DeepClone();
        record["responseElements"] = Error is null ? Response?.DeepClone() : null;
        if (Additional is not null)
        {
            record["additionalEventData"] = Additional.DeepClone();
        }

        record["requestID"] = random.Uuid();
        record["eventID"] = random.Uuid();
        record["readOnly"] = ReadOnly;
        if (Resources.Count > 0)
        {
            record["resources"] = new JsonArray([.. Resources.Select(static resource => new JsonObject { ["accountId"] = DemoNames.Account, ["type"] = resource.Type, ["ARN"] = resource.Arn })]);
        }

        record["eventType"] = "AwsApiCall";
        if (Service == "dynamodb")
        {
            record["apiVersion"] = "2012-08-10";
        }

        record["managementEvent"] = !IsOfData;
        record["recipientAccountId"] = DemoNames.Account;
        if (SharedId is not null)
        {
            record["sharedEventID"] = SharedId;
        }

        record["eventCategory"] = IsOfData ? "Data" : "Management";
        if (!Actor.Ip.EndsWith(".amazonaws.com", StringComparison.Ordinal))
        {
            record["tlsDetails"] = new JsonObject
            {
                ["tlsVersion"] = "TLSv1.3", ["cipherSuite"] = "TLS_AES_128_GCM_SHA256",
                ["clientProvidedHostHeader"] = Service == Global[0] ? "iam.amazonaws.com" : $"{Service}.{DemoNames.Region}.amazonaws.com",
            };
        }

        if (Actor.FromConsole)
        {
            record["sessionCredentialFromConsole"] = "true";
        }

        return record;
    }
}
