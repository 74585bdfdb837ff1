using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace OrleansTwin.Sources.Aws.Messages;

/// <summary>
/// Tells what a queue message says, from its shape: S3 event notification (keys URL-encoded), CloudTrail's own notification
/// (<c>s3Bucket</c>, <c>s3ObjectKey</c>), EventBridge <c>Object Created</c> (keys as they are), any of them in an SNS envelope or
/// raw; everything else may be a record. Sources: "Event message structure" and "Using EventBridge" of the Amazon S3 User Guide,
/// "Configuring Amazon SNS notifications for CloudTrail", "Amazon SNS raw message delivery".
/// </summary>
public static class QueueMessageReader
{
    /// <summary>Envelope in envelope: a topic that is fed by a topic.</summary>
    private const int EnvelopesMax = 3;

    private const int DepthMax = 64;

    /// <summary>Objects one message may name; S3 names one, CloudTrail a few.</summary>
    private const int ObjectsMax = 1_000;

    /// <summary>Longest key S3 takes, in bytes.</summary>
    private const int KeyBytesMax = 1_024;

    public static QueueMessage Read(string body)
    {
        var text = body;
        for (var envelope = 0; ; envelope++)
        {
            JsonDocument document;
            try
            {
                document = JsonDocument.Parse(text, new() { MaxDepth = DepthMax });
            }
            catch (JsonException)
            {
                // Flow-log lines and several records behind one another are no JSON value, and still records.
                return text.AsSpan().Trim().IsEmpty ? new QueueMessage.Unreadable("the message is empty") : new QueueMessage.Record(Encoding.UTF8.GetBytes(text));
            }

            using (document)
            {
                var root = document.RootElement;
                if (root.ValueKind == JsonValueKind.Object && Text(root, "Type") is { } type && Text(root, "TopicArn") is not null)
                {
                    if (type != "Notification" || Text(root, "Message") is not { } inner)
                    {
                        return type is "SubscriptionConfirmation" or "UnsubscribeConfirmation"
                            ? new QueueMessage.Nothing("a topic's confirmation of a subscription")
                            : new QueueMessage.Unreadable("the topic's envelope holds no message");
                    }

                    if (envelope == EnvelopesMax)
                    {
                        return new QueueMessage.Unreadable(string.Create(CultureInfo.InvariantCulture, $"a topic's envelope in more than {EnvelopesMax} others"));
                    }

                    text = inner;
                    continue;
                }

                return Content(root) ?? new QueueMessage.Record(Encoding.UTF8.GetBytes(text));
            }
        }
    }

    /// <summary>Null where it is no notification.</summary>
    private static QueueMessage? Content(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        if (Text(root, "Event") == "s3:TestEvent")
        {
            return new QueueMessage.Nothing("the test message of a new notification");
        }

        if (root.TryGetProperty("s3Bucket", out _) && root.TryGetProperty("s3ObjectKey", out var keys))
        {
            return Trail(root, keys);
        }

        if (root.TryGetProperty("Records", out var records) && records.ValueKind == JsonValueKind.Array && records.GetArrayLength() > 0 && IsObjectEvent(records[0]))
        {
            return Notified(records);
        }

        return Text(root, "source") == "aws.s3" && Text(root, "detail-type") is { } detailType && root.TryGetProperty("detail", out var detail) ? Bus(root, detailType, detail) : null;
    }

    private static bool IsObjectEvent(JsonElement record) =>
        record.ValueKind == JsonValueKind.Object && record.TryGetProperty("s3", out var s3) && s3.ValueKind == JsonValueKind.Object && Text(record, "eventSource") is null or "aws:s3";

    private static QueueMessage Trail(JsonElement root, JsonElement keys)
    {
        var named = keys.ValueKind switch
        {
            JsonValueKind.Array => keys.EnumerateArray().Select(static key => key.ValueKind == JsonValueKind.String ? key.GetString() : null).ToList(),
            JsonValueKind.String => [keys.GetString()],
            _ => [null],
        };
        return Of(Text(root, "s3Bucket"), named.Select(static key => (key, new ObjectRef(string.Empty, string.Empty))), named.Count, "CloudTrail's notification");
    }

    private static QueueMessage Notified(JsonElement records)
    {
        string? bucket = null;
        var found = new List<QueueMessage>();
        foreach (var record in records.EnumerateArray())
        {
            if (!IsObjectEvent(record) || !record.GetProperty("s3").TryGetProperty("object", out var target) || target.ValueKind != JsonValueKind.Object)
            {
                return new QueueMessage.Unreadable("a record of the S3 event names no object");
            }

            var name = Text(record, "eventName") ?? string.Empty;
            if (!name.StartsWith("ObjectCreated:", StringComparison.Ordinal) && !name.StartsWith("s3:ObjectCreated:", StringComparison.Ordinal) && name != "ObjectRestore:Completed")
            {
                continue;
            }

            bucket = record.GetProperty("s3").TryGetProperty("bucket", out var container) && container.ValueKind == JsonValueKind.Object ? Text(container, "name") : null;
            var about = new ObjectRef(string.Empty, string.Empty)
            {
                VersionId = Text(target, "versionId"),
                ETag = Text(target, "eTag")?.Trim('"'),
                Size = Number(target, "size"),
                Region = Text(record, "awsRegion"),
                Created = Time(record, "eventTime"),
            };
            found.Add(Of(bucket, [(Text(target, "key") is { } key ? WebUtility.UrlDecode(key) : null, about)], 1, "the S3 event"));
        }

        if (found.OfType<QueueMessage.Unreadable>().FirstOrDefault() is { } fault)
        {
            return fault;
        }

        var refs = found.OfType<QueueMessage.Objects>().SelectMany(static objects => objects.Refs).ToList();
        return refs.Count == 0 ? new QueueMessage.Nothing("an S3 event other than the creation of an object")
            : refs.Count > ObjectsMax ? TooMany("the S3 event")
            : new QueueMessage.Objects(refs);
    }

    private static QueueMessage Bus(JsonElement root, string detailType, JsonElement detail)
    {
        if (detailType is not ("Object Created" or "Object Restore Completed"))
        {
            return new QueueMessage.Nothing("an S3 event other than the creation of an object");
        }

        if (detail.ValueKind != JsonValueKind.Object || !detail.TryGetProperty("object", out var target) || target.ValueKind != JsonValueKind.Object
            || !detail.TryGetProperty("bucket", out var bucket) || bucket.ValueKind != JsonValueKind.Object)
        {
            return new QueueMessage.Unreadable("the EventBridge event names no object");
        }

        var about = new ObjectRef(string.Empty, string.Empty)
        {
            VersionId = Text(target, "version-id"),
            ETag = Text(target, "etag")?.Trim('"'),
            Size = Number(target, "size"),
            Region = Text(root, "region"),
            Created = Time(root, "time"),
        };
        return Of(Text(bucket, "name"), [(Text(target, "key"), about)], 1, "the EventBridge event");
    }

    private static QueueMessage Of(string? bucket, IEnumerable<(string? Key, ObjectRef About)> named, int count, string what)
    {
        if (bucket is not { Length: > 0 } || count == 0)
        {
            return new QueueMessage.Unreadable($"{what} names no {(count == 0 ? "object" : "bucket")}");
        }

        if (count > ObjectsMax)
        {
            return TooMany(what);
        }

        var refs = new List<ObjectRef>(count);
        foreach (var (key, about) in named)
        {
            if (key is not { Length: > 0 } || Encoding.UTF8.GetByteCount(key) > KeyBytesMax)
            {
                return new QueueMessage.Unreadable($"{what} names an object key that is none");
            }

            refs.Add(about with { Bucket = bucket, Key = key });
        }

        return new QueueMessage.Objects(refs);
    }

    private static QueueMessage.Unreadable TooMany(string what) => new(string.Create(CultureInfo.InvariantCulture, $"{what} names more than {ObjectsMax} objects"));

    private static string? Text(JsonElement of, string name) => of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static long? Number(JsonElement of, string name) => of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null;

    private static DateTimeOffset? Time(JsonElement of, string name) => of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out var time) ? time : null;
}
