using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace OrleansTwin.Normalization.Reading;

/// <summary>
/// JSON with object keys sorted by ordinal, no white space and strings unescaped alike, so that two spellings of one record have
/// one hash. Numbers keep their text.
/// </summary>
internal static class CanonicalJson
{
    /// <summary>The canonical text of a valid JSON value of bounded depth.</summary>
    public static string Of(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        return Value(ref reader);
    }

    private static string Value(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject => Object(ref reader),
        JsonTokenType.StartArray => Array(ref reader),
        JsonTokenType.String => Text(reader.GetString()!),
        _ => Encoding.UTF8.GetString(reader.ValueSpan),
    };

    private static string Object(ref Utf8JsonReader reader)
    {
        var members = new List<(string Name, string Value)>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = Text(reader.GetString()!);
            reader.Read();
            members.Add((name, Value(ref reader)));
        }

        members.Sort(static (left, right) => string.CompareOrdinal(left.Name, right.Name) is var order && order != 0 ? order : string.CompareOrdinal(left.Value, right.Value));
        return $"{{{string.Join(',', members.Select(static member => $"{member.Name}:{member.Value}"))}}}";
    }

    private static string Array(ref Utf8JsonReader reader)
    {
        var items = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(Value(ref reader));
        }

        return $"[{string.Join(',', items)}]";
    }

    private static string Text(string value) => $"\"{JavaScriptEncoder.Default.Encode(value)}\"";
}
