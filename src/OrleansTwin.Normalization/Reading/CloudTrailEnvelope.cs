using System.Text;
using System.Text.Json;
using OrleansTwin.Model.Events;
using OrleansTwin.Normalization.Text;

namespace OrleansTwin.Normalization.Reading;

/// <summary>The top of one CloudTrail record while it is read: values, and where the raw parts stand.</summary>
internal ref struct CloudTrailEnvelope
{
    private readonly ReadingPools _pools;

    public CloudTrailEnvelope(ReadingPools pools) => _pools = pools;

    public DateTimeOffset? Time { get; set; }

    public string? Source { get; private set; }

    public string? Name { get; private set; }

    public string? Id { get; private set; }

    public string? Type { get; private set; }

    public string? Category { get; private set; }

    public string? Version { get; private set; }

    public string? Region { get; set; }

    public string? Account { get; set; }

    public ClientAddress? Address { get; private set; }

    public string? UserAgent { get; private set; }

    public string? ErrorCode { get; private set; }

    public string? ErrorMessage { get; private set; }

    public string? SharedEventId { get; private set; }

    public string? VpcEndpointId { get; private set; }

    public string? VpcEndpointAccount { get; private set; }

    public bool? ReadOnly { get; private set; }

    public bool? ManagementEvent { get; private set; }

    public Actor? Actor { get; private set; }

    public Range Request { get; private set; }

    public Range Response { get; private set; }

    public Range Additional { get; private set; }

    public Range Resources { get; private set; }

    public Range ServiceDetails { get; private set; }

    public Range Addendum { get; private set; }

    /// <summary>The first field whose value has a type it cannot have, in words; null when all is well.</summary>
    public string? Wrong { get; private set; }

    /// <summary>Reads the members of the object the reader stands in, up to its end.</summary>
    public void Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> record)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var field = reader.ValueIsEscaped ? CloudTrailFields.Of(Encoding.UTF8.GetBytes(reader.GetString()!)) : CloudTrailFields.Of(reader.ValueSpan);
            reader.Read();
            if (field == CloudTrailField.Other)
            {
                reader.Skip();
            }
            else if (field >= CloudTrailField.FirstRaw)
            {
                SetRaw(field, ref reader, record);
            }
            else if (field >= CloudTrailField.FirstFlag)
            {
                SetFlag(field, ref reader);
            }
            else
            {
                SetText(field, ref reader);
            }
        }
    }

    private void SetText(CloudTrailField field, ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return;
            case JsonTokenType.Number when field is CloudTrailField.RecipientAccount or CloudTrailField.VpcEndpointAccount or CloudTrailField.EventVersion or CloudTrailField.ErrorCode:
            case JsonTokenType.String:
                break;
            default:
                Fault(field, ref reader, "a string");
                reader.Skip();
                return;
        }

        switch (field)
        {
            case CloudTrailField.EventTime: SetTime(ref reader); break;
            case CloudTrailField.EventId: Id = NonEmpty(reader.GetString()); break;
            case CloudTrailField.SourceAddress: Address = reader.ValueIsEscaped ? ClientAddress.Of(reader.GetString()!) : _pools.Addresses.Get(reader.ValueSpan); break;
            case CloudTrailField.EventSource: Source = Interned(ref reader); break;
            case CloudTrailField.EventName: Name = Interned(ref reader); break;
            case CloudTrailField.EventType: Type = Interned(ref reader); break;
            case CloudTrailField.EventCategory: Category = Interned(ref reader); break;
            case CloudTrailField.EventVersion: Version = Interned(ref reader); break;
            case CloudTrailField.AwsRegion: Region = Interned(ref reader) ?? Region; break;
            case CloudTrailField.RecipientAccount: Account = Interned(ref reader) ?? Account; break;
            case CloudTrailField.UserAgent: UserAgent = NonEmpty(reader.ValueIsEscaped ? SecretMask.Text(reader.GetString()!) : _pools.Agents.Get(reader.ValueSpan)); break;
            case CloudTrailField.ErrorCode: ErrorCode = Interned(ref reader); break;
            case CloudTrailField.ErrorMessage: ErrorMessage = Interned(ref reader); break;
            case CloudTrailField.SharedEventId: SharedEventId = NonEmpty(reader.GetString()); break;
            case CloudTrailField.VpcEndpointId: VpcEndpointId = Interned(ref reader); break;
            case CloudTrailField.VpcEndpointAccount: VpcEndpointAccount = Interned(ref reader); break;
            default: throw new ArgumentOutOfRangeException(nameof(field), field, "not a text field");
        }
    }

    private void SetTime(ref Utf8JsonReader reader)
    {
        if (EventTimes.TryParse(reader.ValueSpan, out var time))
        {
            Time = time;
        }
        else
        {
            Wrong ??= "`eventTime` is no time of the form 2023-07-10T12:03:26Z";
        }
    }

    private void SetFlag(CloudTrailField field, ref Utf8JsonReader reader)
    {
        bool? value = reader.TokenType switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            JsonTokenType.String when reader.ValueTextEquals("true"u8) || reader.ValueTextEquals("True"u8) => true,
            JsonTokenType.String when reader.ValueTextEquals("false"u8) || reader.ValueTextEquals("False"u8) => false,
            _ => null,
        };
        if (value is null && reader.TokenType != JsonTokenType.Null && !(reader.TokenType == JsonTokenType.String && reader.ValueSpan.IsEmpty))
        {
            Fault(field, ref reader, "true or false");
            reader.Skip();
        }

        if (field == CloudTrailField.ReadOnly)
        {
            ReadOnly = value;
        }
        else
        {
            ManagementEvent = value;
        }
    }

    private void SetRaw(CloudTrailField field, ref Utf8JsonReader reader, ReadOnlySpan<byte> record)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return;
        }

        var start = (int)reader.TokenStartIndex;
        var type = reader.TokenType;
        reader.Skip();
        var range = start..(int)reader.BytesConsumed;
        switch (field)
        {
            case CloudTrailField.UserIdentity when type == JsonTokenType.StartObject: Actor = _pools.Actors.Get(record[range]); break;
            case CloudTrailField.UserIdentity: Wrong ??= "`userIdentity` is no object"; break;
            case CloudTrailField.Request: Request = range; break;
            case CloudTrailField.Response: Response = range; break;
            case CloudTrailField.Additional: Additional = range; break;
            case CloudTrailField.Resources: Resources = range; break;
            case CloudTrailField.ServiceDetails or CloudTrailField.InsightDetails: ServiceDetails = range; break;
            case CloudTrailField.Addendum: Addendum = range; break;
            default: throw new ArgumentOutOfRangeException(nameof(field), field, "not a raw field");
        }
    }

    private void Fault(CloudTrailField field, ref Utf8JsonReader reader, string expected) =>
        Wrong ??= $"`{CloudTrailFields.NameOf(field)}` is {Word(reader.TokenType)}; expected {expected}";

    private readonly string? Interned(ref Utf8JsonReader reader) =>
        NonEmpty(reader.ValueIsEscaped ? reader.GetString() : _pools.Texts.Get(reader.ValueSpan));

    private static string? NonEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static string Word(JsonTokenType type) => type switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.Number => "a number",
        JsonTokenType.True or JsonTokenType.False => "a boolean",
        _ => "a string",
    };
}
