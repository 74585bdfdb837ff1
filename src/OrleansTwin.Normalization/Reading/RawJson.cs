using System.Text.Json;

namespace OrleansTwin.Normalization.Reading;

/// <summary>Small reads of raw, already validated JSON values; an empty span is an absent value.</summary>
internal static class RawJson
{
    /// <summary>True where the object says <c>"omitted": true</c>: CloudTrail cut a field past its size limit, its content is not known.</summary>
    public static bool Omitted(ReadOnlySpan<byte> json)
    {
        if (json.IndexOf("\"omitted\""u8) < 0)
        {
            return false;
        }

        var reader = new Utf8JsonReader(json);
        return Find(ref reader, "omitted"u8) && (reader.TokenType == JsonTokenType.True || (reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("true"u8)));
    }

    /// <summary>The string member <paramref name="name"/> of the object, or null.</summary>
    public static string? Text(ReadOnlySpan<byte> json, ReadOnlySpan<byte> name)
    {
        if (json.IsEmpty)
        {
            return null;
        }

        var reader = new Utf8JsonReader(json);
        return Find(ref reader, name) && reader.TokenType == JsonTokenType.String && reader.GetString() is { Length: > 0 } text ? text : null;
    }

    /// <summary>The first string member <paramref name="name"/> at any depth, or null.</summary>
    public static string? FirstText(ReadOnlySpan<byte> json, ReadOnlySpan<byte> name)
    {
        if (json.IsEmpty)
        {
            return null;
        }

        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals(name) && reader.Read() && reader.TokenType == JsonTokenType.String)
            {
                return reader.GetString() is { Length: > 0 } text ? text : null;
            }
        }

        return null;
    }

    private static bool Find(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals(name);
            reader.Read();
            if (found)
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }
}
