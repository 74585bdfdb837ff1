using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using OrleansTwin.Model.Events;

namespace OrleansTwin.Model.Json;

/// <summary>
/// The one way records become JSON: lower camel case names and enum values, times RFC 3339 UTC, null and an outcome that is not told left out (not known),
/// no indentation, ASCII-safe escaping so that hostile text stays inert.
/// </summary>
public static class TwinJson
{
    private const int DepthMax = 64;

    /// <summary>Options shared by files, API and stream.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>One line of a result file.</summary>
    public static string Line<T>(T value) => JsonSerializer.Serialize(value, Options);

    /// <summary>A value of an enumeration as files and API write it.</summary>
    public static string Word(Enum value) => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.Default,
            MaxDepth = DepthMax,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutUnknown } },
        };
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        options.Converters.Add(new UtcTimeJsonConverter());
        return options;
    }

    // A value left out is not known: an outcome that no record tells is not written.
    private static void LeaveOutUnknown(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (property.PropertyType == typeof(Outcome))
            {
                property.ShouldSerialize = static (_, value) => value is not Outcome.Unknown;
            }
        }
    }

    /// <summary>RFC 3339 in UTC with milliseconds, or with seven decimals where the time has more.</summary>
    private sealed class UtcTimeJsonConverter : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
        {
            var format = value.Ticks % TimeSpan.TicksPerMillisecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss.fff'Z'" : "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";
            writer.WriteStringValue(value.UtcDateTime.ToString(format, System.Globalization.CultureInfo.InvariantCulture));
        }
    }
}
