using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OrleansTwin.Incidents.Report.Stix;

/// <summary>The objects of one bundle, each once, in the order they were told.</summary>
internal sealed class StixScene(DateTimeOffset created, DateTimeOffset modified)
{
    private const string Version = "2.1";
    private static readonly JsonSerializerOptions Canonical = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public JsonArray Objects { get; } = [];

    public List<string> Ids { get; } = [];

    public string Modified { get; } = Time(modified);

    private string Created { get; } = Time(created);

    /// <summary>A domain object with what all of them must have; members without a value are left out.</summary>
    public string Add(string type, string[] parts, JsonObject members)
    {
        var id = StixIds.Of(type, parts);
        Keep(id, new() { ["type"] = type, ["spec_version"] = Version, ["id"] = id, ["created"] = Created, ["modified"] = Modified }, members);
        return id;
    }

    /// <summary>A cyber observable by its one contributing property.</summary>
    public string Observe(string type, string property, string value)
    {
        // Plain text has no character that canonical JSON would write otherwise than this encoder does.
        var id = StixIds.OfObservable(type, $"{{\"{property}\":{JsonSerializer.Serialize(value, Canonical)}}}");
        Keep(id, new() { ["type"] = type, ["spec_version"] = Version, ["id"] = id }, new() { [property] = value });
        return id;
    }

    public void Relate(string from, string how, string to, string incident) =>
        Add("relationship", [incident, from, how, to], new() { ["relationship_type"] = how, ["source_ref"] = from, ["target_ref"] = to });

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private void Keep(string id, JsonObject common, JsonObject members)
    {
        if (!_known.Add(id))
        {
            return;
        }

        foreach (var (name, value) in members.ToList())
        {
            if (value is not null)
            {
                members.Remove(name);
                common[name] = value;
            }
        }

        Objects.Add(common);
        Ids.Add(id);
    }
}
