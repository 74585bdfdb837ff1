using System.Text.Json;
using OrleansTwin.Access.Clouds;
using OrleansTwin.Access.Google.Cel;

namespace OrleansTwin.Access.Google;

/// <summary>Reads <c>resources [{name, parent, type, service, tags, tagIds}]</c>.</summary>
internal static class GoogleResourceReader
{
    public static GoogleHierarchy Read(JsonElement root, CaseProblems problems, GoogleLimits limits)
    {
        var resources = new Dictionary<string, GoogleResource>(StringComparer.Ordinal);
        foreach (var (item, place) in problems.Objects(root, "resources", "$", limits.PoliciesMax))
        {
            if (problems.Needed(item, "name", place) is not { } given)
            {
                continue;
            }

            var name = GoogleHierarchy.Normal(given);
            var parent = problems.Text(item, "parent", place);
            var resource = new GoogleResource(name, parent is null ? null : GoogleHierarchy.Normal(parent), item.TryGetProperty("parent", out _), Attributes(item, given, place, problems));
            if (!resources.TryAdd(name, resource))
            {
                problems.Add($"{place} resource `{CaseProblems.Shorten(name)}` stands twice");
            }
        }

        return new GoogleHierarchy(resources);
    }

    private static CelMap Attributes(JsonElement item, string name, string place, CaseProblems problems)
    {
        var map = new CelMap("resource");
        map.TryAdd("name", problems.Text(item, "attributeName", place) ?? name);
        foreach (var field in (string[])["type", "service"])
        {
            if (problems.Text(item, field, place) is { } text)
            {
                map.TryAdd(field, text);
            }
        }

        foreach (var field in (string[])[CelTags.ByName, CelTags.ById])
        {
            if (CaseProblems.TryGet(item, field, out var tags) && tags.ValueKind == JsonValueKind.Object)
            {
                map.TryAdd(field, GoogleVariables.Value(tags, null));
            }
        }

        return map;
    }
}
