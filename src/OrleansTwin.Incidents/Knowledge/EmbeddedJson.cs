using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansTwin.Incidents.Knowledge;

/// <summary>Reads knowledge that lies in the assembly as JSON (<c>Data/*.json</c>). An unknown key is a programmer's error and throws.</summary>
internal static class EmbeddedJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static T Read<T>(string name)
    {
        using var stream = typeof(EmbeddedJson).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"`{name}` is not in the assembly; allowed: {string.Join(", ", typeof(EmbeddedJson).Assembly.GetManifestResourceNames())}");
        return JsonSerializer.Deserialize<T>(stream, Options) ?? throw new InvalidOperationException($"`{name}` is empty");
    }
}
