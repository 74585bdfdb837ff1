using System.Text.Json;
using OrleansTwin.Model.Ids;
using OrleansTwin.Twin.Estates;

namespace OrleansTwin.Pipeline.Settle;

/// <summary>
/// Whether the trails that the twin knows log reads of a store's content, by their event selectors (AWS CloudTrail User Guide, "Logging
/// data events"). A trail with selectors not known, or with an operator not looked at here, leaves the answer open; so does knowing no
/// trail. Trails of which no record was seen (of the organization) may log more: false means no trail known here.
/// </summary>
internal static class DataEventLogging
{
    private const string TrailType = "AWS::CloudTrail::Trail";
    private const string SelectorsPath = "eventSelectors";
    private const string LoggingPath = "logging";

    private static readonly Dictionary<string, string> Kinds = new(StringComparer.Ordinal)
    {
        ["dynamodb"] = "AWS::DynamoDB::Table", ["s3"] = "AWS::S3::Object", ["lambda"] = "AWS::Lambda::Function",
    };

    /// <summary>
    /// Services whose reads of content are management events, recorded by default (AWS Secrets Manager and Systems Manager User Guides, "Logging
    /// with CloudTrail"); where a trail leaves management events out, its gap says so.
    /// </summary>
    private static readonly HashSet<string> ManagementReads = new(StringComparer.Ordinal) { "secretsmanager", "ssm" };

    /// <summary>True: a known trail selects its reads. False: none of the known ones does. Null: not known.</summary>
    public static bool? IsLogged(EntityId id, EstateAsOf estate)
    {
        if (Arn.TryParse(id.Value, out var of) && ManagementReads.Contains(of.Service))
        {
            return true;
        }

        if (!Arn.TryParse(id.Value, out var arn) || !Kinds.TryGetValue(arn.Service, out var kind))
        {
            return null;
        }

        var trails = estate.OfType(TrailType).Select(estate.View).Where(static view => view.Value(LoggingPath) != "false").ToList();
        bool? answer = trails.Count == 0 ? null : false;
        foreach (var trail in trails)
        {
            var one = trail.IsKnown(SelectorsPath) && trail.Value(SelectorsPath) is { } json ? Selects(json, id.Value, kind) : null;
            if (one == true)
            {
                return true;
            }

            answer = one is null ? null : answer;
        }

        return answer;
    }

    private static bool? Selects(string json, string arn, string kind)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Array)
            {
                return null;
            }

            bool? answer = false;
            foreach (var selector in document.RootElement.EnumerateArray())
            {
                var one = selector.TryGetProperty("fieldSelectors", out var fields) ? Advanced(fields, arn, kind) : Basic(selector, arn, kind);
                if (one == true)
                {
                    return true;
                }

                answer = one is null ? null : answer;
            }

            return answer;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>A basic selector: values are ARNs or their beginnings; <c>arn:aws:s3</c> and the like mean all.</summary>
    private static bool Basic(JsonElement selector, string arn, string kind)
    {
        if (selector.TryGetProperty("readWriteType", out var which) && which.GetString() == "WriteOnly")
        {
            return false;
        }

        return selector.TryGetProperty("dataResources", out var resources) && resources.EnumerateArray().Any(resource =>
            resource.GetProperty("type").GetString() == kind && resource.GetProperty("values").EnumerateArray().Any(value => Covers(value.GetString()!, arn)));
    }

    // All fields of an advanced selector must hold.
    private static bool? Advanced(JsonElement fields, string arn, string kind)
    {
        bool? answer = true;
        var isData = false;
        foreach (var field in fields.EnumerateArray())
        {
            var one = field.GetProperty("field").GetString() switch
            {
                "eventCategory" => isData = Holds(field, "Data") == true,
                "resources.type" => Holds(field, kind),
                "readOnly" => Holds(field, "true"),
                "resources.ARN" => HoldsArn(field, arn),
                _ => null,
            };
            if (one == false)
            {
                return false;
            }

            answer = one is null ? null : answer;
        }

        return isData ? answer : false;
    }

    private static bool? Holds(JsonElement field, string value) =>
        field.TryGetProperty("equals", out var values) ? values.EnumerateArray().Any(each => each.GetString() == value) : null;

    private static bool? HoldsArn(JsonElement field, string arn)
    {
        if (field.TryGetProperty("equals", out var values) && values.EnumerateArray().Any(each => each.GetString() == arn))
        {
            return true;
        }

        if (field.TryGetProperty("startsWith", out var starts))
        {
            // A beginning longer than the store's own ARN selects a part of what is in it: open.
            return starts.EnumerateArray().Any(each => Covers(each.GetString()!, arn)) ? true
                : starts.EnumerateArray().Any(each => each.GetString()!.StartsWith(arn, StringComparison.Ordinal)) ? null
                : false;
        }

        return field.TryGetProperty("equals", out _) ? false : null;
    }

    private static bool Covers(string start, string arn) => arn.StartsWith(start.TrimEnd('/'), StringComparison.Ordinal);
}
