using YamlDotNet.RepresentationModel;

namespace OrleansTwin.Normalization.Entries;

/// <summary>A YAML mapping that remembers which keys were asked for, so that the rest can be told as unknown.</summary>
internal sealed class YamlMap
{
    private readonly Dictionary<string, KeyValuePair<YamlNode, YamlNode>> _entries = new(StringComparer.Ordinal);
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private readonly ProblemList _problems;

    public YamlMap(YamlNode node, ProblemList problems)
    {
        _problems = problems;
        Line = node.Start.Line;
        if (node is not YamlMappingNode mapping)
        {
            problems.Add(node, "expected a mapping");
            return;
        }

        foreach (var pair in mapping.Children)
        {
            _entries[Text(pair.Key)] = pair;
        }
    }

    public long Line { get; }

    public IEnumerable<(string Key, YamlNode KeyNode, YamlNode Value)> All => _entries.Select(static e => (e.Key, e.Value.Key, e.Value.Value));

    public static string Text(YamlNode? node) => node is YamlScalarNode scalar ? scalar.Value ?? string.Empty : string.Empty;

    public YamlNode? Take(string key)
    {
        _asked.Add(key);
        return _entries.TryGetValue(key, out var pair) ? pair.Value : null;
    }

    public string? TakeText(string key)
    {
        var node = Take(key);
        if (node is null or YamlScalarNode)
        {
            return (node as YamlScalarNode)?.Value;
        }

        _problems.Add(node, $"`{key}` is text");
        return null;
    }

    public IEnumerable<YamlNode> TakeList(string key) => Take(key) switch
    {
        null => [],
        YamlSequenceNode list => list.Children,
        YamlScalarNode { Value: null or "" } => [],
        var single => [single],
    };

    /// <summary>Every key nobody asked for is a mistake.</summary>
    public void NoOther()
    {
        foreach (var (key, pair) in _entries)
        {
            if (!_asked.Contains(key))
            {
                _problems.Add(pair.Key, $"`{key}` is not known here; allowed: {string.Join(", ", _asked.Order(StringComparer.Ordinal))}");
            }
        }
    }
}
