using System.Collections.Frozen;
using System.Text.Json;

namespace OrleansTwin.Normalization.Ids;

/// <summary>
/// Asset types by service and collection, from the embedded <c>gcp-assets.json</c>. Source: Cloud Asset Inventory, "Asset types".
/// A collection that is not listed gives <c>service/collection</c>.
/// </summary>
internal static class GcpAssets
{
    private const string Resource = "OrleansTwin.Normalization.Ids.gcp-assets.json";

    private static readonly FrozenDictionary<string, FrozenDictionary<string, string>> Known = Load();

    /// <summary>The type of a path below a service: by its last collection, the last word but one.</summary>
    public static string TypeOf(string service, string path)
    {
        var parts = path.Split('/');
        var collection = parts.Length > 1 ? parts[^2] : parts[0];
        return Known.TryGetValue(service, out var types) && types.TryGetValue(collection, out var type) ? $"{service}/{type}" : $"{service}/{collection}";
    }

    private static FrozenDictionary<string, FrozenDictionary<string, string>> Load()
    {
        using var stream = typeof(GcpAssets).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The resource `{Resource}` is not in the assembly");
        var read = JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string>>>(stream)
            ?? throw new InvalidOperationException($"The resource `{Resource}` is empty");
        return read.ToFrozenDictionary(static pair => pair.Key, static pair => pair.Value.ToFrozenDictionary(StringComparer.Ordinal), StringComparer.Ordinal);
    }
}
