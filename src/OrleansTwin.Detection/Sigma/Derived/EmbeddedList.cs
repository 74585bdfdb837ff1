using OrleansTwin.Detection.Sigma.Reading;
using YamlDotNet.RepresentationModel;

namespace OrleansTwin.Detection.Sigma.Derived;

/// <summary>A list of knowledge that lies beside the mappings as data.</summary>
internal static class EmbeddedList
{
    public static string[] Read(string file, string key)
    {
        var name = $"OrleansTwin.Detection.Sigma.Mappings.{file}";
        using var stream = typeof(EmbeddedList).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not embedded.");
        using var text = new StreamReader(stream);
        var collector = new SigmaCollector();
        var root = (YamlMappingNode)YamlText.Read(new(file, text.ReadToEnd()), collector)[0].RootNode;
        return [.. new MapReader(file, root, collector).Texts(key)];
    }
}
