using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace OrleansTwin.Normalization.Catalogue;

/// <summary>The catalogue as shipped: every file read and checked once, all problems together with their file.</summary>
internal sealed partial class CatalogueStore
{
    private readonly Dictionary<(string Source, string Action), (CatalogueFile File, CatalogueAction Action)> _actions = [];
    private readonly Dictionary<string, CatalogueEntity> _entities = new(StringComparer.Ordinal);

    public static CatalogueStore Shipped { get; } = Load();

    /// <summary>Writes in the catalogue: service and action.</summary>
    public IEnumerable<(string Service, string Action, bool Writes)> All =>
        _actions.Select(static pair => (pair.Value.File.Service, pair.Key.Action, pair.Value.Action.Changes.Count > 0));

    public CatalogueEntity? Entity(string name) => _entities.GetValueOrDefault(name);

    public (CatalogueFile File, CatalogueAction Action)? Find(string source, string action) =>
        _actions.TryGetValue((source, action), out var found) ? found : null;

    /// <summary>API name without the version some services carry (<c>CreateFunction20150331v2</c>).</summary>
    public static string Bare(string action) => action.Length > 0 && char.IsAsciiDigit(action[^1]) ? VersionSuffix().Replace(action, string.Empty) : action;

    private static CatalogueStore Load()
    {
        var store = new CatalogueStore();
        var problems = new List<string>();
        var reader = new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).Build();
        var assembly = typeof(CatalogueStore).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(static name => name.StartsWith("Catalogue/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            using var text = new StreamReader(stream);
            try
            {
                store.Add(reader.Deserialize<CatalogueFile>(text), name, problems);
            }
            catch (YamlException error)
            {
                problems.Add($"{name}:{error.Start.Line}:{error.Start.Column}: {error.Message}");
            }
        }

        store.Check(problems);
        return problems.Count == 0 ? store : throw new InvalidDataException(string.Join(Environment.NewLine, problems));
    }

    private void Add(CatalogueFile file, string name, List<string> problems)
    {
        foreach (var (entity, described) in file.Entities)
        {
            if (!_entities.TryAdd(entity, described))
            {
                problems.Add($"{name}: entity `{entity}` is described twice");
            }
        }

        foreach (var (action, described) in file.Actions)
        {
            if (!_actions.TryAdd((file.Source, action), (file, described)))
            {
                problems.Add($"{name}: action `{action}` is described twice");
            }
        }
    }

    private void Check(List<string> problems)
    {
        foreach (var ((source, action), (_, described)) in _actions)
        {
            foreach (var reference in CatalogueCheck.References(described))
            {
                if (!_entities.ContainsKey(reference))
                {
                    problems.Add($"{source} {action}: entity `{reference}` is not described; known are {string.Join(", ", _entities.Keys.Order(StringComparer.Ordinal))}");
                }
            }

            problems.AddRange(CatalogueCheck.Words(described).Select(word => $"{source} {action}: {word}"));
        }
    }

    [GeneratedRegex(@"(_?\d{4}_?\d{2}_?\d{2})(v\d+)?$", RegexOptions.None, 1000)]
    private static partial Regex VersionSuffix();
}
