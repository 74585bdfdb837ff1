using System.Collections.Immutable;
using OrleansTwin.Detection.Sigma.Reading;
using YamlDotNet.RepresentationModel;

namespace OrleansTwin.Detection.Sigma.Events;

/// <summary>All logs that rules can be bound to, read from the embedded mapping.</summary>
public sealed class SigmaLogCatalog
{
    private const string Resource = "OrleansTwin.Detection.Sigma.Mappings.logs.yml";

    private static readonly Lazy<SigmaLogCatalog> Bundled = new(ReadBundled);

    private SigmaLogCatalog(ImmutableArray<SigmaLog> logs) => Logs = logs;

    public static SigmaLogCatalog Default => Bundled.Value;

    public ImmutableArray<SigmaLog> Logs { get; }

    public SigmaLog? Find(string name) => Logs.FirstOrDefault(log => log.Name == name);

    /// <summary>Reads a mapping file. A mistake in it is a programmer's error and throws.</summary>
    public static SigmaLogCatalog Read(SigmaSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var collector = new SigmaCollector();
        var logs = ImmutableArray.CreateBuilder<SigmaLog>();
        foreach (var document in YamlText.Read(source, collector))
        {
            if (document.RootNode is YamlMappingNode root)
            {
                var map = new MapReader(source.Path, root, collector);
                logs.AddRange(map.Entries.Select(entry => ReadLog(entry.Key, map.Map(entry.Key)!)));
            }
        }

        var problems = collector.ToSorted();
        return problems.IsEmpty
            ? new(logs.ToImmutable())
            : throw new InvalidOperationException(string.Join(Environment.NewLine, problems));
    }

    private static SigmaLogCatalog ReadBundled()
    {
        using var stream = typeof(SigmaLogCatalog).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"{Resource} is not embedded.");
        using var text = new StreamReader(stream);
        return Read(new("logs.yml", text.ReadToEnd()));
    }

    private static SigmaLog ReadLog(string name, MapReader map)
    {
        var keyCase = map.Text("keys") == "ignore-case" ? KeyCase.Ignored : KeyCase.Exact;
        var fields = ImmutableDictionary.CreateBuilder<string, ImmutableArray<string>>(
            keyCase == KeyCase.Exact ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);
        if (map.Map("fields") is { } mapping)
        {
            foreach (var (field, _, _) in mapping.Entries)
            {
                fields[field] = mapping.Texts(field);
            }
        }

        return new()
        {
            Name = name,
            Product = map.Text("product") ?? "",
            Services = map.Texts("service"),
            Categories = map.Texts("category"),
            KeyCase = keyCase,
            Index = map.Texts("index"),
            Time = map.Text("time") ?? "",
            Id = map.Text("id") ?? "",
            Fields = fields.ToImmutable(),
            Strip = map.Texts("strip"),
            Under = map.Texts("under"),
            Derives = map.Boolean("derived", false),
        };
    }
}
