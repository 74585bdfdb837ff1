using System.Collections.Immutable;
using YamlDotNet.RepresentationModel;

namespace OrleansTwin.Detection.Sigma.Reading;

/// <summary>Title, id, level, tags and our <c>x-</c> texts.</summary>
internal static class MetadataReader
{
    private const int TitleCharactersMax = 256;

    private static readonly string[] Statuses = ["stable", "test", "experimental", "deprecated", "unsupported"];

    public static SigmaMetadata Read(string path, MapReader map)
    {
        var title = map.Text("title");
        if (string.IsNullOrWhiteSpace(title))
        {
            map.Collector.Error(map.Position, "title-missing", "A rule needs a `title`.");
        }
        else if (title.Length > TitleCharactersMax)
        {
            map.Collector.Warning(map.At(map.Find("title")!), "title-long", $"A title has at most {TitleCharactersMax} characters.");
        }

        var id = map.Text("id");
        if (id is not null && !Guid.TryParse(id, out _))
        {
            map.Collector.Warning(map.At(map.Find("id")!), "id", $"`{id}` is not a UUID.");
        }

        var status = map.Text("status") ?? "";
        if (status.Length > 0 && !Statuses.Contains(status))
        {
            map.Collector.Warning(map.At(map.Find("status")!), "status", $"`{status}`; allowed: {string.Join(", ", Statuses)}.");
        }

        var name = map.Text("name");
        return new()
        {
            Key = name ?? id ?? $"{path}:{map.Position.Line}",
            Id = id,
            Name = name,
            Title = title ?? "",
            Description = map.Text("description") ?? "",
            Status = status,
            Level = Level(map),
            Tags = map.Texts("tags"),
            FalsePositives = map.Texts("falsepositives"),
            References = map.Texts("references"),
            Extensions = Extensions(map),
        };
    }

    private static SigmaLevel Level(MapReader map)
    {
        var written = map.Text("level");
        switch (written)
        {
            case null:
                return SigmaLevel.Unspecified;
            case "informational":
                return SigmaLevel.Informational;
            case "low":
                return SigmaLevel.Low;
            case "medium":
                return SigmaLevel.Medium;
            case "high":
                return SigmaLevel.High;
            case "critical":
                return SigmaLevel.Critical;
            default:
                map.Collector.Error(
                    map.At(map.Find("level")!), "level", $"`{written}`; allowed: informational, low, medium, high, critical.");
                return SigmaLevel.Unspecified;
        }
    }

    private static ImmutableSortedDictionary<string, string> Extensions(MapReader map)
    {
        var found = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (key, _, value) in map.Entries)
        {
            if (key.StartsWith("x-", StringComparison.Ordinal) && value is YamlScalarNode { Value: { } text })
            {
                found[key] = text.Trim();
            }
        }

        return found.ToImmutable();
    }
}
