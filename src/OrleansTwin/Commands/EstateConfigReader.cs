using System.Text.Json;
using OrleansTwin.Access.Jewels;
using OrleansTwin.Pipeline;

namespace OrleansTwin.Commands;

/// <summary>
/// The configuration file: <c>crownJewels</c>, each an ARN or pattern, or an object with <c>pattern</c> or <c>tag</c> (and <c>value</c>),
/// <c>level</c> and <c>why</c>; <c>accounts</c>, the estate's own, as a list or an object by id; <c>organization</c>, its id, which nothing reads yet; <c>response</c> (<see cref="ResponseSettingsReader"/>); <c>sources.mappings</c>, mapping files or
/// folders of them, from the configuration file's folder (what else stands under <c>sources</c> is read by <c>serve</c>).
/// </summary>
internal static class EstateConfigReader
{
    private const string SourcesKey = "sources";
    private static readonly string[] Known = ["crownJewels", "accounts", "organization", ResponseSettingsReader.Key, SourcesKey];
    private static readonly string[] SourceKeys = ["mappings", "folders", "pollSeconds", "aws", "kafka", "http", "limits"];
    private static readonly string[] Levels = [JewelLevel.Critical, JewelLevel.High, JewelLevel.Medium];
    private static readonly JsonDocumentOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 16 };

    public static RunConfig Read(string path, string text, IReadOnlyList<string> otherKeys, List<string> errors)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Options);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                errors.Add($"{path}: `{document.RootElement.ValueKind}`; expected an object with {string.Join(", ", Known)}");
                return new();
            }

            foreach (var member in document.RootElement.EnumerateObject().Where(member => !Known.Contains(member.Name) && !Is(member, SourcesKey) && !otherKeys.Contains(member.Name, StringComparer.OrdinalIgnoreCase)))
            {
                errors.Add($"{path}: `{member.Name}` is no key; allowed are {string.Join(", ", Known.Concat(otherKeys))}");
            }

            return new()
            {
                Jewels = new(Jewels(path, document.RootElement, errors)),
                Accounts = Accounts(path, document.RootElement, errors),
                Response = ResponseSettingsReader.Read(path, document.RootElement, errors),
                MappingPaths = Mappings(path, document.RootElement, errors),
            };
        }
        catch (JsonException error)
        {
            errors.Add(FormattableString.Invariant($"{path}:{error.LineNumber + 1}:{error.BytePositionInLine + 1}: not valid JSON"));
            return new();
        }
    }

    private static List<JewelMark> Jewels(string path, JsonElement root, List<string> errors)
    {
        var marks = new List<JewelMark>();
        if (!root.TryGetProperty("crownJewels", out var listed))
        {
            return marks;
        }

        if (listed.ValueKind != JsonValueKind.Array)
        {
            errors.Add($"{path}: crownJewels is `{listed.ValueKind}`; expected a list");
            return marks;
        }

        var number = 0;
        foreach (var entry in listed.EnumerateArray())
        {
            var place = FormattableString.Invariant($"{path}: crownJewels[{number++}]");
            if (Mark(entry, place, errors) is { } mark)
            {
                marks.Add(mark);
            }
        }

        return marks;
    }

    private static JewelMark? Mark(JsonElement entry, string place, List<string> errors)
    {
        if (entry.ValueKind == JsonValueKind.String && entry.GetString() is { Length: > 0 } pattern)
        {
            return new(pattern);
        }

        if (entry.ValueKind != JsonValueKind.Object)
        {
            errors.Add($"{place} is `{entry.ValueKind}`; expected an ARN or pattern, or an object with pattern or tag");
            return null;
        }

        var mark = new JewelMark(Member(entry, "pattern"), Member(entry, "tag"), Member(entry, "value"), Member(entry, "level") ?? JewelLevel.Critical, Member(entry, "why"));
        if (mark.Pattern is null && mark.TagKey is null)
        {
            errors.Add($"{place} has neither pattern nor tag");
            return null;
        }

        if (!Levels.Contains(mark.Level))
        {
            errors.Add($"{place}: level `{mark.Level}`; allowed are {string.Join(", ", Levels)}");
            return null;
        }

        return mark;
    }

    private static HashSet<string> Accounts(string path, JsonElement root, List<string> errors)
    {
        if (!root.TryGetProperty("accounts", out var named))
        {
            return [];
        }

        switch (named.ValueKind)
        {
            case JsonValueKind.Object:
                return named.EnumerateObject().Select(static account => account.Name).ToHashSet(StringComparer.Ordinal);
            case JsonValueKind.Array when named.EnumerateArray().All(static account => account.ValueKind == JsonValueKind.String):
                return named.EnumerateArray().Select(static account => account.GetString()!).ToHashSet(StringComparer.Ordinal);
            default:
                errors.Add($"{path}: accounts is `{named.ValueKind}`; expected a list of account ids or an object by account id");
                return [];
        }
    }

    private static List<string> Mappings(string path, JsonElement root, List<string> errors)
    {
        var paths = new List<string>();
        foreach (var sources in root.EnumerateObject().Where(static member => Is(member, SourcesKey)))
        {
            if (sources.Value.ValueKind != JsonValueKind.Object)
            {
                errors.Add($"{path}: {sources.Name} is `{sources.Value.ValueKind}`; expected an object with {string.Join(", ", SourceKeys)}");
                continue;
            }

            foreach (var member in sources.Value.EnumerateObject())
            {
                if (!SourceKeys.Contains(member.Name, StringComparer.OrdinalIgnoreCase))
                {
                    errors.Add($"{path}: {sources.Name}.{member.Name} is no key; allowed are {string.Join(", ", SourceKeys)}");
                }
                else if (Is(member, SourceKeys[0]))
                {
                    paths.AddRange(Paths(path, member.Value, errors));
                }
            }
        }

        return paths;
    }

    private static bool Is(JsonProperty member, string name) => member.Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static List<string> Paths(string path, JsonElement mappings, List<string> errors)
    {
        var named = mappings.ValueKind == JsonValueKind.Array ? mappings.EnumerateArray().ToList() : [mappings];
        if (named.Exists(static one => one.ValueKind != JsonValueKind.String || one.GetString()!.Length == 0))
        {
            errors.Add($"{path}: sources.mappings is not a path or a list of paths");
            return [];
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? string.Empty;
        return [.. named.Select(one => Path.Combine(folder, one.GetString()!))];
    }

    private static string? Member(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;
}
