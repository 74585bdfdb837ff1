using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace OrleansTwin.Access.Impacts;

/// <summary>Reads knowledge that lies in the assembly as YAML. A key that the type does not know is a programmer's error and throws.</summary>
internal static class EmbeddedYaml
{
    public static T Read<T>(string name)
    {
        using var stream = typeof(EmbeddedYaml).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"`{name}` is not in the assembly; allowed: {string.Join(", ", typeof(EmbeddedYaml).Assembly.GetManifestResourceNames())}");
        using var reader = new StreamReader(stream);
        return new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).Build().Deserialize<T>(reader);
    }
}
