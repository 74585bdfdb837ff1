using System.Collections.Immutable;
using YamlDotNet.RepresentationModel;

namespace OrleansTwin.Detection.Sigma.Reading;

/// <summary>Typed access to one mapping, reporting what has the wrong shape where it stands.</summary>
internal sealed class MapReader(string path, YamlMappingNode map, SigmaCollector collector)
{
    public SigmaPosition Position => At(map);

    public SigmaCollector Collector => collector;

    public IEnumerable<(string Key, SigmaPosition Position, YamlNode Value)> Entries
    {
        get
        {
            foreach (var (key, value) in map.Children)
            {
                if (key is YamlScalarNode { Value: { } name })
                {
                    yield return (name, At(key), value);
                }
                else
                {
                    collector.Error(At(key), "key", "A key must be text.");
                }
            }
        }
    }

    public SigmaPosition At(YamlNode node) => YamlText.At(path, node.Start);

    public YamlNode? Find(string key) =>
        map.Children.FirstOrDefault(entry => entry.Key is YamlScalarNode scalar && scalar.Value == key).Value;

    public string? Text(string key)
    {
        switch (Find(key))
        {
            case null:
                return null;
            case YamlScalarNode scalar:
                return scalar.Value ?? "";
            case var other:
                collector.Error(At(other), "text-expected", $"`{key}` must be text.");
                return null;
        }
    }

    public MapReader? Map(string key)
    {
        switch (Find(key))
        {
            case null:
                return null;
            case YamlMappingNode inner:
                return new(path, inner, collector);
            case var other:
                collector.Error(At(other), "map-expected", $"`{key}` must be a map.");
                return null;
        }
    }

    /// <summary>A text, or a list of texts.</summary>
    public ImmutableArray<string> Texts(string key)
    {
        switch (Find(key))
        {
            case null:
                return [];
            case YamlScalarNode scalar:
                return YamlScalar.IsNull(scalar) ? [] : [scalar.Value!];
            case YamlSequenceNode sequence when sequence.Children.All(child => child is YamlScalarNode):
                return [.. sequence.Children.Select(child => ((YamlScalarNode)child).Value ?? "")];
            case var other:
                collector.Error(At(other), "list-expected", $"`{key}` must be a text or a list of texts.");
                return [];
        }
    }

    public bool Boolean(string key, bool fallback)
    {
        var node = Find(key);
        if (node is null)
        {
            return fallback;
        }

        if (node is YamlScalarNode scalar && YamlScalar.AsBoolean(scalar) is { } truth)
        {
            return truth;
        }

        collector.Error(At(node), "boolean-expected", $"`{key}` must be true or false.");
        return fallback;
    }
}
