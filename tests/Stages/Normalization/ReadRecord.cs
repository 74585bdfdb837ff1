using System.Text;
using System.Text.Json.Nodes;
using OrleansTwin.Model.Events;
using OrleansTwin.Normalization.Reading;

namespace OrleansTwin.Tests.Stages.Normalization;

/// <summary>One CloudTrail record read as the product reads it; what an example leaves out of the envelope is filled in.</summary>
internal static class ReadRecord
{
    public static CloudEvent Of(string record) => Of((JsonObject)JsonNode.Parse(record)!);

    public static CloudEvent Of(JsonObject record)
    {
        var whole = new JsonObject
        {
            ["eventVersion"] = "1.09",
            ["eventID"] = "00000000-0000-0000-0000-000000000001",
            ["eventTime"] = "2026-01-01T00:00:00Z",
            ["awsRegion"] = "us-east-1",
            ["recipientAccountId"] = "111122223333",
        };
        foreach (var (name, value) in record)
        {
            whole[name] = value?.DeepClone();
        }

        var bytes = Encoding.UTF8.GetBytes(whole.ToJsonString());
        Assert.True(new CloudTrailReader().TryRead(new("case", 0), bytes, RecordFormat.CloudTrail, out var read, out var letter), letter?.Reason);
        return read!;
    }
}
