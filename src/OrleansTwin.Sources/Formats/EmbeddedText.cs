using System.Text;
using System.Text.Json;
using OrleansTwin.Model.Events;

namespace OrleansTwin.Sources.Formats;

/// <summary>
/// Records that stand as text inside another JSON object: CloudWatch Logs events (<c>message</c>) and the answers of LookupEvents
/// (<c>CloudTrailEvent</c>). Sources: CloudWatch Logs and CloudTrail API references.
/// </summary>
internal static class EmbeddedText
{
    private static readonly byte[][] Names = [.. new[] { "CloudTrailEvent", "message", "@message" }.Select(static name => Encoding.UTF8.GetBytes(name))];

    /// <summary>The record inside, when there is one of a known format.</summary>
    public static bool TryUnwrap(ReadOnlySpan<byte> json, out byte[] inner, out RecordFormat format)
    {
        format = RecordFormat.Unknown;
        inner = Text(json) ?? [];
        var text = inner.AsSpan().Trim(" \n\r\t"u8);
        if (text.IsEmpty)
        {
            return false;
        }

        if (text[0] == '{')
        {
            format = FormatSniffer.FormatOf(text);
        }
        else if (FlowLines.IsDefaultRecord(text))
        {
            format = RecordFormat.VpcFlow;
        }

        return format != RecordFormat.Unknown;
    }

    private static byte[]? Text(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var found = IsName(ref reader);
                reader.Read();
                if (found && reader.TokenType == JsonTokenType.String)
                {
                    var text = new byte[reader.ValueSpan.Length];
                    return text[..reader.CopyString(text)];
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

    private static bool IsName(ref Utf8JsonReader reader)
    {
        foreach (var name in Names)
        {
            if (reader.ValueTextEquals(name))
            {
                return true;
            }
        }

        return false;
    }
}
