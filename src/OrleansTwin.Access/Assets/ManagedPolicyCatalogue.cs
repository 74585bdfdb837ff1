using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text.Json;
using OrleansTwin.Access.Policies;

namespace OrleansTwin.Access.Assets;

/// <summary>
/// The policies that AWS manages, from an asset inside of the assembly. One line for each: path and name, then the
/// document. A document is read only when it is asked for.
/// </summary>
public sealed class ManagedPolicyCatalogue
{
    private const string Resource = "OrleansTwin.Access.Assets.aws-managed-policies.jsonl.gz";
    private static readonly Lazy<ManagedPolicyCatalogue> Loaded = new(LoadEmbedded);

    private readonly Dictionary<string, ReadOnlyMemory<byte>> _lines;
    private readonly ConcurrentDictionary<string, CompiledPolicy> _compiled = new(StringComparer.Ordinal);

    private ManagedPolicyCatalogue(Dictionary<string, ReadOnlyMemory<byte>> lines) => _lines = lines;

    /// <summary>The bundled catalogue.</summary>
    public static ManagedPolicyCatalogue Bundled => Loaded.Value;

    public static ManagedPolicyCatalogue Empty { get; } = new([]);

    public int Count => _lines.Count;

    public IEnumerable<string> Arns => _lines.Keys;

    /// <summary>The policy of this ARN in any partition, or null where AWS manages none of that name.</summary>
    public CompiledPolicy? Find(string arn)
    {
        ArgumentNullException.ThrowIfNull(arn);
        var key = KeyOf(arn);
        if (key is null || !_lines.TryGetValue(key, out var line))
        {
            return null;
        }

        return _compiled.GetOrAdd(key, static (k, bytes) => Compile(k, bytes), line);
    }

    /// <summary>Reads a catalogue from its compressed form.</summary>
    public static ManagedPolicyCatalogue Read(Stream compressed)
    {
        ArgumentNullException.ThrowIfNull(compressed);
        using var unzipped = new GZipStream(compressed, CompressionMode.Decompress, leaveOpen: true);
        using var all = new MemoryStream();
        unzipped.CopyTo(all);
        ReadOnlyMemory<byte> rest = all.ToArray();
        var lines = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        while (!rest.IsEmpty)
        {
            var end = rest.Span.IndexOf((byte)'\n');
            var line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            if (line.IsEmpty)
            {
                continue;
            }

            var tab = line.Span.IndexOf((byte)'\t');
            lines[System.Text.Encoding.UTF8.GetString(line.Span[..tab])] = line[(tab + 1)..];
        }

        return new ManagedPolicyCatalogue(lines);
    }

    /// <summary>
    /// Makes the asset from JSON objects of ARN to {document}: one line for each policy, sorted, insignificant space
    /// removed. A later source wins.
    /// </summary>
    public static void Write(Stream target, params ReadOnlySpan<JsonElement> sources)
    {
        ArgumentNullException.ThrowIfNull(target);
        var documents = new SortedDictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var source in sources)
        {
            foreach (var policy in source.EnumerateObject())
            {
                // One entry of the source has lost its ARN; its name and AWS's path for such policies give it back.
                var arn = policy.Name == "null" && policy.Value.TryGetProperty("name", out var name)
                    ? $"arn:aws:iam::aws:policy/aws-service-role/{name.GetString()}"
                    : policy.Name;
                if (KeyOf(arn) is { } key && policy.Value.TryGetProperty("document", out var document))
                {
                    documents[key] = document;
                }
            }
        }

        using var zipped = new GZipStream(target, CompressionLevel.SmallestSize, leaveOpen: true);
        foreach (var (key, document) in documents)
        {
            using var line = new MemoryStream();
            line.Write(System.Text.Encoding.UTF8.GetBytes(key + "\t"));
            using (var json = new Utf8JsonWriter(line, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            {
                document.WriteTo(json);
            }

            line.WriteByte((byte)'\n');
            line.WriteTo(zipped);
        }
    }

    private static CompiledPolicy Compile(string key, ReadOnlyMemory<byte> document)
    {
        var read = PolicyReader.Read(document.Span);
        var name = key[(key.LastIndexOf('/') + 1)..];
        return read.Document is { } policy
            ? CompiledPolicy.Compile(name, policy)
            : throw new InvalidDataException($"bundled policy {key}: {read.Diagnostics[0].Place} {read.Diagnostics[0].Message}");
    }

    /// <summary>The ARN behind its partition: <c>arn:aws-cn:iam::aws:policy/X</c> is the same policy.</summary>
    private static string? KeyOf(string arn)
    {
        const string Marker = ":iam::aws:policy/";
        var at = arn.IndexOf(Marker, StringComparison.Ordinal);
        return at < 0 ? null : arn[(at + Marker.Length)..];
    }

    private static ManagedPolicyCatalogue LoadEmbedded()
    {
        using var stream = typeof(ManagedPolicyCatalogue).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"asset {Resource} is not in the assembly");
        return Read(stream);
    }
}
