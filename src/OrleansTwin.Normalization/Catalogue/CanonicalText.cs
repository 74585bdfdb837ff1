using System.Text;
using System.Text.Json;

namespace OrleansTwin.Normalization.Catalogue;

/// <summary>JSON in one form: members by name, no white space. What the log masks is told apart from a value.</summary>
internal static class CanonicalText
{
    private const int DepthMax = 64;

    private static readonly string[] Masks = ["HIDDEN_DUE_TO_SECURITY_REASONS", "<sensitiveDataRemoved>", "***"];

    public static bool IsHidden(string text) => Masks.Any(mask => text.Contains(mask, StringComparison.Ordinal) && text.Length <= mask.Length + 2);

    public static string Of(JsonElement element)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(writer, element);
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    public static string Of(string text) => JsonSerializer.Serialize(text);

    /// <summary>A document inside a string, plain or URL-encoded (IAM responses); the string itself where it is no JSON.</summary>
    public static string Document(string text)
    {
        var plain = text.StartsWith('%') ? Uri.UnescapeDataString(text) : text;
        try
        {
            using var document = JsonDocument.Parse(plain, new() { MaxDepth = DepthMax });
            return Of(document.RootElement);
        }
        catch (JsonException)
        {
            return Of(text);
        }
    }

    private static void Write(Utf8JsonWriter writer, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in element.EnumerateObject().OrderBy(static member => member.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(member.Name);
                    Write(writer, member.Value);
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
            default:
                element.WriteTo(writer);
                break;
        }
    }
}
