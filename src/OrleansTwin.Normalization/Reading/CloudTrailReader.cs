using System.Text.Json;
using System.Text.Unicode;
using OrleansTwin.Model.Diagnostics;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;
using OrleansTwin.Normalization.Text;
using OrleansTwin.Sources.Diagnostics;

namespace OrleansTwin.Normalization.Reading;

/// <summary>
/// Reads one CloudTrail record, bare or in an EventBridge envelope, into a <see cref="CloudEvent"/> in one pass over its bytes.
/// The event keeps slices of the bytes given: they must live as long as the event. Not thread-safe; one reader a worker.
/// A record that cannot be read is a dead letter, never an exception. Source: "CloudTrail record contents", AWS CloudTrail User Guide.
/// </summary>
public sealed class CloudTrailReader
{
    private readonly ReadingLimits _limits;
    private readonly JsonReaderOptions _json;
    private readonly ReadingPools _pools;

    public CloudTrailReader(ReadingLimits? limits = null)
    {
        _limits = limits ?? ReadingLimits.Default;
        _json = new JsonReaderOptions { MaxDepth = _limits.DepthMax };
        _pools = new ReadingPools(_limits);
    }

    /// <summary>Reads a record. Exactly one of the results is set, and it is the event when true is returned.</summary>
    public bool TryRead(SourcePosition position, ReadOnlyMemory<byte> record, RecordFormat format, out CloudEvent? cloudEvent, out DeadLetter? deadLetter)
    {
        cloudEvent = null;
        var reason = Check(record.Span);
        if (reason is null)
        {
            try
            {
                cloudEvent = format == RecordFormat.EventBridge ? ReadEnvelope(position, record, out reason) : ReadRecord(position, record, out reason);
            }
            catch (JsonException error)
            {
                reason = $"not valid JSON: {error.Message}";
            }
            catch (InvalidOperationException)
            {
                // The JSON reader's answer to an escaped half of a surrogate pair.
                reason = "not valid JSON: an escaped surrogate stands alone";
            }
        }

        deadLetter = cloudEvent is null ? ReadingFaults.Letter(position, record.Span, reason ?? "not a CloudTrail record") : null;
        return cloudEvent is not null;
    }

    private string? Check(ReadOnlySpan<byte> record)
    {
        if (record.Length > _limits.RecordBytesMax)
        {
            return $"the record is longer than {_limits.RecordBytesMax} bytes";
        }

        return Utf8.IsValid(record) ? null : "not valid UTF-8";
    }

    private CloudEvent? ReadRecord(SourcePosition position, ReadOnlyMemory<byte> record, out string? reason)
    {
        var span = record.Span;
        var reader = new Utf8JsonReader(span, _json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            reason = "not a JSON object";
            return null;
        }

        var envelope = new CloudTrailEnvelope(_pools);
        envelope.Read(ref reader, span);
        if (reader.Read())
        {
            reason = "more than one JSON value";
            return null;
        }

        return Finish(position, record, RecordFormat.CloudTrail, ref envelope, out reason);
    }

    /// <summary>EventBridge wraps the record in <c>detail</c> and says account, region and time beside it.</summary>
    private CloudEvent? ReadEnvelope(SourcePosition position, ReadOnlyMemory<byte> record, out string? reason)
    {
        var span = record.Span;
        var reader = new Utf8JsonReader(span, _json);
        var envelope = new CloudTrailEnvelope(_pools);
        string? account = null, region = null, detailType = null;
        var detailed = false;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            reason = "not a JSON object";
            return null;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            switch (name)
            {
                case "account" when reader.TokenType == JsonTokenType.String: account = reader.GetString(); break;
                case "region" when reader.TokenType == JsonTokenType.String: region = reader.GetString(); break;
                case "detail-type" when reader.TokenType == JsonTokenType.String: detailType = reader.GetString(); break;
                case "detail" when reader.TokenType == JsonTokenType.StartObject: envelope.Read(ref reader, span); detailed = true; break;
                default: reader.Skip(); break;
            }
        }

        if (reader.Read())
        {
            reason = "more than one JSON value";
            return null;
        }

        if (!detailed || envelope is { Version: null, Name: null, Type: null })
        {
            reason = $"an EventBridge event of type `{detailType}` is no CloudTrail record";
            return null;
        }

        envelope.Account ??= account;
        envelope.Region ??= region;
        return Finish(position, record, RecordFormat.EventBridge, ref envelope, out reason);
    }

    private static CloudEvent? Finish(SourcePosition position, ReadOnlyMemory<byte> record, RecordFormat format, ref CloudTrailEnvelope envelope, out string? reason)
    {
        var span = record.Span;
        var category = CategoryOf(envelope.Category, envelope.Type, envelope.ManagementEvent);
        var (name, source) = category == EventCategory.Insight && envelope.Name is null ? InsightDetails.NameOf(span[envelope.ServiceDetails]) : (envelope.Name, envelope.Source);
        reason = envelope.Wrong ?? ReadingFaults.SurrogateFault(span) ?? Missing(envelope.Time, name, source);
        if (reason is not null)
        {
            return null;
        }

        var actor = envelope.Actor ?? ActorReader.Nobody;
        return new CloudEvent
        {
            Id = envelope.Id ?? StableHash.Id("evt", CanonicalJson.Of(record)),
            Time = envelope.Time!.Value,
            Format = format,
            Cloud = Cloud.Aws,
            Account = envelope.Account ?? actor.Account ?? ResourceAccount(span[envelope.Resources]) ?? string.Empty,
            Region = envelope.Region ?? string.Empty,
            Action = name!,
            Service = source!,
            Category = category,
            ReadOnly = envelope.ReadOnly,
            Actor = category == EventCategory.SignIn ? SignIns.WithMfa(actor, span[envelope.Additional]) : actor,
            SourceIp = envelope.Address?.Address,
            SourceName = envelope.Address?.Name,
            UserAgent = envelope.UserAgent,
            VpcEndpointId = envelope.VpcEndpointId,
            VpcEndpointAccount = envelope.VpcEndpointAccount,
            Outcome = OutcomeOf(ref envelope, span),
            ErrorCode = envelope.ErrorCode,
            ErrorMessage = envelope.ErrorMessage,
            SharedEventId = envelope.SharedEventId,
            Truncated = RawJson.Omitted(span[envelope.Request]) || RawJson.Omitted(span[envelope.Response]) || RawJson.Omitted(span[envelope.Additional]),
            Addendum = RawJson.Text(span[envelope.Addendum], "reason"u8),
            Position = position,
            Request = record[envelope.Request],
            Response = record[envelope.Response],
            Additional = record[envelope.Additional],
            Resources = record[envelope.Resources],
            ServiceDetails = record[envelope.ServiceDetails],
            Raw = record,
        };
    }

    private static string? Missing(DateTimeOffset? time, string? name, string? source)
    {
        if (time is null)
        {
            return "`eventTime` is missing";
        }

        return name is null ? "`eventName` is missing" : source is null ? "`eventSource` is missing" : null;
    }

    private static EventCategory CategoryOf(string? category, string? type, bool? management) => (category, type) switch
    {
        ("Insight", _) or (_, "AwsCloudTrailInsight") => EventCategory.Insight,
        ("NetworkActivity", _) or (_, "AwsVpceEvent") => EventCategory.NetworkActivity,
        ("Data", _) => EventCategory.Data,
        (_, "AwsServiceEvent") => EventCategory.ServiceEvent,
        (_, "AwsConsoleSignIn") => EventCategory.SignIn,
        (null, _) when management == false => EventCategory.Data,
        _ => EventCategory.Management,
    };

    private static Outcome OutcomeOf(ref CloudTrailEnvelope envelope, ReadOnlySpan<byte> record)
    {
        if (envelope.ErrorCode is { } code)
        {
            return OutcomeTable.Default.Of(code);
        }

        if (envelope.ErrorMessage is not null)
        {
            return Outcome.Failure;
        }

        var response = record[envelope.Response];
        return response.IndexOf("Failure"u8) >= 0 && SignIns.Failed(response) ? Outcome.Failure : Outcome.Success;
    }

    /// <summary>Records without a recipient (old versions, exports) name the account of what they touched.</summary>
    private static string? ResourceAccount(ReadOnlySpan<byte> resources) =>
        resources.IsEmpty ? null : RawJson.FirstText(resources, "accountId"u8) ?? RawJson.FirstText(resources, "ownerAccountId"u8);
}
