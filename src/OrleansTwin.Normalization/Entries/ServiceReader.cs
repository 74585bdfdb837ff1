using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Events;
using OrleansTwin.Normalization.Expressions;
using OrleansTwin.Normalization.Ids;
using OrleansTwin.Normalization.Mentions;
using YamlDotNet.RepresentationModel;

namespace OrleansTwin.Normalization.Entries;

/// <summary>Reads one file: its event sources, its APIs and its plain reads.</summary>
internal sealed class ServiceReader(EntityTypes types, VerbTable verbs, ProblemList problems)
{
    private static readonly string[] KindNames = ["create", "change", "delete", "observe"];

    private readonly SpecReader _specs = new(types, problems);

    public void Read(YamlNode root, Dictionary<string, Dictionary<string, ApiEntry>> into)
    {
        var map = new YamlMap(root, problems);
        var sources = map.TakeList("source").Select(YamlMap.Text).ToArray();
        if (sources.Length == 0)
        {
            problems.Add(root, "`source` is missing: the event sources the file is about");
        }

        var entries = new List<(YamlNode At, string Api, ApiEntry Entry)>();
        if (map.Take("apis") is { } apis)
        {
            foreach (var (names, keyNode, node) in new YamlMap(apis, problems).All)
            {
                foreach (var api in names.Split(',', StringSplitOptions.TrimEntries))
                {
                    entries.Add((keyNode, api, Entry(api, keyNode, node)));
                }
            }
        }

        if (map.Take("reads") is { } reads)
        {
            Reads(reads, entries);
        }

        map.NoOther();
        foreach (var source in sources)
        {
            Add(source, entries, into);
        }
    }

    private void Add(string source, List<(YamlNode At, string Api, ApiEntry Entry)> entries, Dictionary<string, Dictionary<string, ApiEntry>> into)
    {
        if (!into.TryGetValue(source, out var known))
        {
            into.Add(source, known = new(StringComparer.Ordinal));
        }

        foreach (var (at, api, entry) in entries)
        {
            if (!known.TryAdd(api, entry with { Action = $"{ApiName.ServiceOf(source)}:{api}" }))
            {
                problems.Add(at, $"`{api}` stands twice for {source}");
            }
        }
    }

    private void Reads(YamlNode node, List<(YamlNode At, string Api, ApiEntry Entry)> into)
    {
        foreach (var (target, keyNode, list) in new YamlMap(node, problems).All)
        {
            var spec = target == "none" ? null : _specs.Ref(keyNode, target, []);
            TargetSpec[] targets = spec is null ? [] : [new(TargetRole.Primary, spec)];
            foreach (var api in (list as YamlSequenceNode)?.Children ?? [])
            {
                into.Add((api, YamlMap.Text(api), new() { Action = string.Empty, Phase = EventPhase.Read, Write = false, Targets = targets }));
            }
        }
    }

    private ApiEntry Entry(string api, YamlNode keyNode, YamlNode node)
    {
        if (node is YamlScalarNode { Value: null or "" or "{}" })
        {
            return new() { Action = string.Empty, Phase = verbs.PhaseOf(api), Write = verbs.PhaseOf(api) != EventPhase.Read };
        }

        var map = new YamlMap(node, problems);
        var changes = new List<ChangeSpec>();
        foreach (var item in map.TakeList("do"))
        {
            var inner = new YamlMap(item, problems);
            changes.AddRange(Change(inner));
            inner.NoOther();
        }

        changes.AddRange(Change(map));
        var data = map.TakeText("data") is { } text ? _specs.Data(map.Take("data")!, text) : null;
        var phase = Phase(api, map, changes);
        var entry = new ApiEntry
        {
            Action = string.Empty,
            Phase = phase,
            Changes = [.. changes],
            Targets = [.. map.TakeList("targets").SelectMany(Target)],
            Data = data,
            Mint = map.Take("mint") is { } mint ? _specs.Mint(mint) : null,
            Sensitive = map.TakeText("sensitive") == "true",
            Write = map.TakeText("write") is { } write ? write == "true" : phase != EventPhase.Read,
        };
        map.NoOther();
        Check(api, keyNode, entry);
        return entry;
    }

    private IEnumerable<ChangeSpec> Change(YamlMap map)
    {
        foreach (var kind in KindNames)
        {
            if (map.Take(kind) is { } entity)
            {
                yield return _specs.Change(Enum.Parse<ChangeKind>(kind, ignoreCase: true), entity, map);
            }
        }
    }

    private IEnumerable<TargetSpec> Target(YamlNode node)
    {
        if (_specs.Ref(node, YamlMap.Text(node), []) is { } spec)
        {
            yield return new(TargetRole.Related, spec);
        }
    }

    // A call that deletes a part of an entity and not an entity must come before the entity's own deletion: detach.
    private EventPhase Phase(string api, YamlMap map, List<ChangeSpec> changes)
    {
        if (map.TakeText("phase") is { } text)
        {
            if (Enum.TryParse<EventPhase>(text, ignoreCase: true, out var phase))
            {
                return phase;
            }

            problems.Add(map.Line, $"`phase: {text}`; allowed: create, change, read, detach, delete");
        }

        if (changes.Exists(static c => c.Kind == ChangeKind.Create))
        {
            return EventPhase.Create;
        }

        if (changes.Exists(static c => c.Kind == ChangeKind.Delete))
        {
            return EventPhase.Delete;
        }

        var byVerb = verbs.PhaseOf(api);
        return byVerb switch
        {
            EventPhase.Delete => EventPhase.Detach,
            EventPhase.Create when changes.Count > 0 => EventPhase.Change,
            EventPhase.Create or EventPhase.Change or EventPhase.Read or EventPhase.Detach => byVerb,
            _ => byVerb,
        };
    }

    private void Check(string api, YamlNode at, ApiEntry entry)
    {
        if (entry.Phase == EventPhase.Read && entry.Changes.Any(static c => c.Kind is ChangeKind.Change or ChangeKind.Delete))
        {
            problems.Add(at, $"`{api}` is of phase read but changes or deletes something");
        }

        if (entry.Phase == EventPhase.Create && entry.Changes.All(static c => c.Kind == ChangeKind.Delete) && entry.Changes.Length > 0)
        {
            problems.Add(at, $"`{api}` is of phase create but only deletes");
        }
    }
}
