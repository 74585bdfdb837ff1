using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace OrleansTwin.Normalization.Text;

/// <summary>
/// JSON text in one form: members sorted by ordinal, no white space, numbers as written. Equal values have equal text,
/// so that changes can be compared as strings.
/// </summary>
public static class CanonicalJson
{
    /// <summary>Longest value kept, in characters; longer ones are not known to the twin.</summary>
    public const int LengthMax = 131_072;

    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private static readonly JsonDocumentOptions ReaderOptions = new() { MaxDepth = 64 };

    /// <summary>Canonical form of JSON that a reader with limits has already found valid.</summary>
    public static string Of(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json, new() { MaxDepth = int.MaxValue });
        return Of(document.RootElement);
    }

    public static string Of(string text) => Written(writer => writer.WriteStringValue(text));

    public static string Of(JsonElement element) => Written(writer => Write(writer, element));

    /// <summary>Canonical form of JSON text that stands inside a string, percent-encoded or not; null if it is no JSON.</summary>
    public static string? OfText(string text)
    {
        if (text.Length > LengthMax)
        {
            return null;
        }

        var json = text.StartsWith('%') ? Uri.UnescapeDataString(text) : text;
        try
        {
            using var document = JsonDocument.Parse(json, ReaderOptions);
            return Of(document.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Written(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in element.EnumerateObject().OrderBy(static p => p.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(property.Name);
                    Write(writer, property.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(element.GetString());
                break;
            case JsonValueKind.Undefined:
                writer.WriteNullValue();
                break;
            case JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null:
                element.WriteTo(writer);
                break;
        }
    }
}
