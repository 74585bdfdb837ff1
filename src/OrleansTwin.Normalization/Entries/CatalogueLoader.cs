using System.Collections.Frozen;
using System.Collections.Immutable;
using OrleansTwin.Model.Events;
using OrleansTwin.Normalization.Ids;
using OrleansTwin.Normalization.Mentions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace OrleansTwin.Normalization.Entries;

/// <summary>Files → types and verbs → services → compiled entries; problems of all files are reported together.</summary>
internal static class CatalogueLoader
{
    private const string TypesFile = "types.yml";
    private const string VerbsFile = "verbs.yml";

    public static (ApiCatalogue? Catalogue, ImmutableArray<CatalogueProblem> Problems) Load(IEnumerable<CatalogueFile> files)
    {
        var problems = new List<CatalogueProblem>();
        var roots = files.Select(file => (file.Name, Problems: new ProblemList(file.Name, problems), Root: Parse(file, problems)))
            .Where(static f => f.Root is not null)
            .ToArray();
        var types = new EntityTypes(roots.Where(static f => IsNamed(f.Name, TypesFile)).SelectMany(static f => Types(f.Root!, f.Problems)));
        var verbs = new VerbTable(roots.Where(static f => IsNamed(f.Name, VerbsFile)).SelectMany(static f => Verbs(f.Root!, f.Problems)));
        var entries = new Dictionary<string, Dictionary<string, ApiEntry>>(StringComparer.Ordinal);
        foreach (var (name, list, root) in roots)
        {
            if (!IsNamed(name, TypesFile) && !IsNamed(name, VerbsFile))
            {
                new ServiceReader(types, verbs, list).Read(root!, entries);
            }
        }

        if (problems.Count > 0)
        {
            return (null, [.. problems.OrderBy(static p => p.File, StringComparer.Ordinal).ThenBy(static p => p.Line)]);
        }

        var frozen = entries.ToFrozenDictionary(static s => s.Key, static s => s.Value.ToFrozenDictionary(StringComparer.Ordinal), StringComparer.Ordinal);
        return (new(frozen, types, verbs), []);
    }

    private static bool IsNamed(string name, string file) => name.EndsWith("/" + file, StringComparison.Ordinal) || name == file;

    private static YamlNode? Parse(CatalogueFile file, List<CatalogueProblem> problems)
    {
        try
        {
            var stream = new YamlStream();
            using var reader = new StringReader(file.Text);
            stream.Load(reader);
            return stream.Documents.Count == 1 ? stream.Documents[0].RootNode : null;
        }
        catch (YamlException error)
        {
            problems.Add(new(file.Name, error.Start.Line, error.Message));
            return null;
        }
    }

    private static IEnumerable<EntityType> Types(YamlNode root, ProblemList problems)
    {
        foreach (var (name, keyNode, node) in new YamlMap(root, problems).All)
        {
            var map = new YamlMap(node, problems);
            var type = map.TakeText("type");
            var id = map.TakeText("id");
            if (type is null || id is null)
            {
                problems.Add(keyNode, $"`{name}` needs `type` and `id`");
                continue;
            }

            var otherwise = map.Take("otherwise") is { } other ? new YamlMap(other, problems).All.Select(static o => KeyValuePair.Create(o.Key, YamlMap.Text(o.Value))).ToArray() : [];
            var made = new EntityType
            {
                Name = name,
                Type = type,
                Template = id,
                Form = Named<IdForm>(map, "form", problems),
                Prefix = map.TakeText("prefix"),
                Otherwise = otherwise,
            };
            map.NoOther();
            yield return made;
        }
    }

    private static IEnumerable<KeyValuePair<string, EventPhase>> Verbs(YamlNode root, ProblemList problems)
    {
        foreach (var (phaseName, keyNode, node) in new YamlMap(root, problems).All)
        {
            if (!Enum.TryParse<EventPhase>(phaseName, ignoreCase: true, out var phase) || node is not YamlSequenceNode verbs)
            {
                problems.Add(keyNode, $"`{phaseName}` is no phase with a list of verbs; allowed: create, change, read, detach, delete");
                continue;
            }

            foreach (var verb in verbs.Children)
            {
                yield return new(YamlMap.Text(verb), phase);
            }
        }
    }

    private static T Named<T>(YamlMap map, string key, ProblemList problems)
        where T : struct, Enum
    {
        var text = map.TakeText(key);
        if (text is null)
        {
            return default;
        }

        if (!Enum.TryParse<T>(text, ignoreCase: true, out var value))
        {
            problems.Add(map.Line, $"`{key}: {text}`; allowed: {string.Join(", ", Enum.GetNames<T>())}");
        }

        return value;
    }
}
