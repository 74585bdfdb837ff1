using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using OrleansTwin.Access.Clouds;

namespace OrleansTwin.Access.Azure;

/// <summary>
/// The built-in roles of Azure, from an asset inside of the assembly (source: <c>Data/README.md</c>). One line for each: GUID, name,
/// permissions. A role is read when it is first asked for.
/// </summary>
public sealed class AzureRoleCatalogue
{
    private const string Resource = "OrleansTwin.Access.Azure.Data.azure-built-in-roles.jsonl.gz";
    private static readonly Lazy<AzureRoleCatalogue> Loaded = new(LoadEmbedded);

    private readonly Dictionary<string, (string Name, string Permissions)> _lines = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, AzureRole> _read = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The bundled roles.</summary>
    public static AzureRoleCatalogue Bundled => Loaded.Value;

    public static AzureRoleCatalogue Empty { get; } = new();

    public IReadOnlyCollection<string> Ids => _lines.Keys;

    /// <summary>The role of a GUID or of a name; null where none is built in.</summary>
    internal AzureRole? Find(string idOrName)
    {
        var id = _byName.GetValueOrDefault(idOrName, idOrName);
        return _lines.TryGetValue(id, out var line) ? _read.GetOrAdd(id, static (key, l) => Read(key, l.Name, l.Permissions), line) : null;
    }

    /// <summary>Makes the asset from a list of role definitions as Azure describes them: sorted, without descriptions.</summary>
    public static void Write(Stream target, JsonElement definitions)
    {
        ArgumentNullException.ThrowIfNull(target);
        using var zipped = new GZipStream(target, CompressionLevel.SmallestSize, leaveOpen: true);
        foreach (var role in definitions.EnumerateArray().OrderBy(static r => r.GetProperty("name").GetString(), StringComparer.Ordinal))
        {
            var lists = role.GetProperty("permissions").EnumerateArray().Select(static p => p.EnumerateObject().Where(static f => f.Value.ValueKind != JsonValueKind.Null
                && (f.Value.ValueKind != JsonValueKind.Array || f.Value.GetArrayLength() > 0)).ToDictionary(static f => f.Name, static f => f.Value)).ToList();
            using var line = new MemoryStream();
            line.Write(Encoding.UTF8.GetBytes($"{role.GetProperty("name").GetString()}\t{role.GetProperty("roleName").GetString()}\t"));
            using (var json = new Utf8JsonWriter(line, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            {
                json.WriteStartArray();
                foreach (var permission in lists)
                {
                    json.WriteStartObject();
                    foreach (var (name, value) in permission.OrderBy(static p => p.Key, StringComparer.Ordinal))
                    {
                        json.WritePropertyName(name);
                        value.WriteTo(json);
                    }

                    json.WriteEndObject();
                }

                json.WriteEndArray();
            }

            line.WriteByte((byte)'\n');
            line.WriteTo(zipped);
        }
    }

    private static AzureRole Read(string id, string name, string permissions)
    {
        using var parsed = JsonDocument.Parse($$"""{"permissions":{{permissions}}}""");
        var problems = new CaseProblems();
        var role = new AzureRole(id, name, AzurePermissionReader.Read(parsed.RootElement, "$", problems, AzureLimits.Default), [AzureScope.TryParse("/")!]);
        return problems.Found.Count == 0 ? role : throw new InvalidDataException($"bundled role {name}: {problems.Found[0]}");
    }

    private static AzureRoleCatalogue LoadEmbedded()
    {
        using var stream = typeof(AzureRoleCatalogue).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"asset {Resource} is not in the assembly");
        using var unzipped = new GZipStream(stream, CompressionMode.Decompress);
        using var reader = new StreamReader(unzipped);
        var catalogue = new AzureRoleCatalogue();
        while (reader.ReadLine() is { } line)
        {
            var parts = line.Split('\t', 3);
            catalogue._lines[parts[0]] = (parts[1], parts[2]);
            catalogue._byName[parts[1]] = parts[0];
        }

        return catalogue;
    }
}
