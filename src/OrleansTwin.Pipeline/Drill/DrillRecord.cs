using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using OrleansTwin.Model.Ids;

namespace OrleansTwin.Pipeline.Drill;

/// <summary>Makes the raw record of a call, as CloudTrail writes it, from a template: who, when, where and what are put in.</summary>
internal static class DrillRecord
{
    /// <summary>From a template of our own.</summary>
    public static JsonObject Of(DrillCall call, EntityId target, string account, string id)
    {
        var parts = call.Call.Split(':');
        var record = new JsonObject
        {
            ["eventVersion"] = "1.11",
            ["eventSource"] = $"{parts[0]}.amazonaws.com",
            ["eventName"] = parts[1],
            ["eventType"] = "AwsApiCall",
            ["readOnly"] = call.ReadOnly,
            ["managementEvent"] = call.Data is null,
            ["eventCategory"] = call.Data is null ? "Management" : "Data",
            ["requestParameters"] = Filled(call.Request, target, account, id),
            ["responseElements"] = Filled(call.Response, target, account, id),
        };
        if (call.Resources is not null)
        {
            record["resources"] = Filled(call.Resources, target, account, id);
        }

        return record;
    }

    /// <summary>From an event of a rule: its account becomes the estate's, and parameters that name the target's type name the target.</summary>
    public static JsonObject? Of(string example, EntityId target, string targetType, string account)
    {
        if (JsonNode.Parse(example) is not JsonObject record)
        {
            return null;
        }

        if (record["recipientAccountId"]?.GetValue<string>() is { Length: > 0 } other && other != account)
        {
            record = JsonNode.Parse(example.Replace(other, account, StringComparison.Ordinal))!.AsObject();
        }

        if (record["requestParameters"] is JsonObject request)
        {
            foreach (var fill in DrillKnowledge.Current.Fills.Where(fill => fill.Type == targetType))
            {
                foreach (var parameter in fill.Parameters.Where(parameter => request[parameter] is JsonValue))
                {
                    request[parameter] = fill.Arn ? target.Value : NameOf(target);
                }
            }
        }

        return record;
    }

    /// <summary>Puts in who acts, when and where, and the mark.</summary>
    public static byte[] Signed(JsonObject record, EntityId actor, string account, string region, DateTimeOffset time, string id, bool keepActor = false)
    {
        record["eventID"] = id;
        record["eventTime"] = time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        record["recipientAccountId"] = account;
        record["sourceIPAddress"] = DrillKnowledge.Current.Address;
        record["userAgent"] = DrillKnowledge.Current.Agent;
        if (!keepActor)
        {
            record["awsRegion"] = region;
            record["userIdentity"] = Identity(actor, time);
        }

        return Encoding.UTF8.GetBytes(record.ToJsonString());
    }

    /// <summary>Time of a record; null where it tells none.</summary>
    public static DateTimeOffset? TimeOf(string json) =>
        JsonNode.Parse(json) is JsonObject record && record["eventTime"] is JsonValue value && value.TryGetValue<string>(out var text)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;

    public static string NameOf(EntityId id) => Arn.TryParse(id.Value, out var arn) ? arn.Resource.Split('/', ':')[^1] : id.Value;

    private static JsonObject Identity(EntityId actor, DateTimeOffset time)
    {
        if (!Arn.TryParse(actor.Value, out var arn))
        {
            return new() { ["type"] = "AWSAccount", ["principalId"] = string.Empty, ["accountId"] = "ANONYMOUS_PRINCIPAL" };
        }

        var name = NameOf(actor);
        if (!arn.Resource.StartsWith("role/", StringComparison.Ordinal))
        {
            return new() { ["type"] = "IAMUser", ["principalId"] = "AIDADRILL", ["arn"] = actor.Value, ["accountId"] = arn.Account, ["accessKeyId"] = "AKIADRILL", ["userName"] = name };
        }

        return new()
        {
            ["type"] = "AssumedRole",
            ["principalId"] = "AROADRILL:drill",
            ["arn"] = $"arn:{arn.Partition}:sts::{arn.Account}:assumed-role/{name}/drill",
            ["accountId"] = arn.Account,
            ["accessKeyId"] = "ASIADRILL",
            ["sessionContext"] = new JsonObject
            {
                ["sessionIssuer"] = new JsonObject { ["type"] = "Role", ["principalId"] = "AROADRILL", ["arn"] = actor.Value, ["accountId"] = arn.Account, ["userName"] = name },
                ["attributes"] = new JsonObject { ["creationDate"] = time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), ["mfaAuthenticated"] = "false" },
            },
        };
    }

    private static JsonNode? Filled(JsonNode? template, EntityId target, string account, string id) => template switch
    {
        null => null,
        JsonObject of => new JsonObject(of.Select(member => KeyValuePair.Create(member.Key, Filled(member.Value, target, account, id)))),
        JsonArray list => new JsonArray([.. list.Select(one => Filled(one, target, account, id))]),
        JsonValue value when value.TryGetValue<string>(out var text) => text.Replace("{target}", target.Value, StringComparison.Ordinal).Replace("{name}", NameOf(target), StringComparison.Ordinal)
            .Replace("{account}", account, StringComparison.Ordinal).Replace("{id}", id, StringComparison.Ordinal),
        _ => template.DeepClone(),
    };
}
