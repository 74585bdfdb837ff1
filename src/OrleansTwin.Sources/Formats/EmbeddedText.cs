using System.Buffers.Text;
using System.Text.Json;
using OrleansTwin.Model.Events;

namespace OrleansTwin.Sources.Formats;

/// <summary>
/// Records that stand inside another JSON object: CloudWatch Logs events (<c>message</c>), the answers of LookupEvents
/// (<c>CloudTrailEvent</c>), Microsoft 365 searches (<c>AuditData</c>, text or object), Pub/Sub messages (<c>message.data</c> or
/// <c>data</c>, base64). Sources: CloudWatch Logs, CloudTrail and Pub/Sub API references, Search-UnifiedAuditLog.
/// </summary>
internal static class EmbeddedText
{
    private const int LayersMax = 3;

    /// <summary>The record inside, when there is one of a known format.</summary>
    public static bool TryUnwrap(ReadOnlySpan<byte> json, IReadOnlyList<FormatSignature> further, out byte[] inner, out RecordFormat format) =>
        TryUnwrap(json, further, 0, out inner, out format);

    private static bool TryUnwrap(ReadOnlySpan<byte> json, IReadOnlyList<FormatSignature> further, int layer, out byte[] inner, out RecordFormat format)
    {
        format = RecordFormat.Unknown;
        inner = Inside(json) ?? [];
        var text = inner.AsSpan().Trim(" \n\r\t"u8);
        if (text.IsEmpty || layer == LayersMax)
        {
            return false;
        }

        if (text[0] == '{')
        {
            format = FormatSniffer.FormatOf(text, further);
            return format != RecordFormat.Unknown || TryUnwrap(text, further, layer + 1, out inner, out format);
        }

        if (FlowLines.IsDefaultRecord(text))
        {
            format = RecordFormat.VpcFlow;
        }

        return format != RecordFormat.Unknown;
    }

    private static byte[]? Inside(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var (text, encoded) = (IsText(ref reader), reader.ValueTextEquals("data"u8));
                reader.Read();
                if ((text || encoded) && reader.TokenType == JsonTokenType.String)
                {
                    var value = new byte[reader.ValueSpan.Length];
                    value = value[..reader.CopyString(value)];
                    if (text || Decoded(value, out value))
                    {
                        return value;
                    }
                }
                else if (text && reader.TokenType == JsonTokenType.StartObject)
                {
                    var start = (int)reader.TokenStartIndex;
                    reader.Skip();
                    return json[start..(int)reader.BytesConsumed].ToArray();
                }

                reader.Skip();
            }
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // Broken JSON, or an escaped half of a surrogate pair: no record can be taken from it.
        }

        return null;
    }

    private static bool Decoded(byte[] text, out byte[] value)
    {
        value = text;
        if (text.Length == 0 || text.Length % 4 != 0 || !Base64.IsValid(text, out var length))
        {
            return false;
        }

        value = new byte[length];
        return Base64.DecodeFromUtf8(text, value, out _, out var written) == System.Buffers.OperationStatus.Done && written == length;
    }

    private static bool IsText(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("CloudTrailEvent"u8) || reader.ValueTextEquals("message"u8) || reader.ValueTextEquals("@message"u8) || reader.ValueTextEquals("AuditData"u8);
}
