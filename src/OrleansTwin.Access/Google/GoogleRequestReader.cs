using System.Text.Json;
using OrleansTwin.Access.Clouds;

namespace OrleansTwin.Access.Google;

/// <summary>Reads the request of a case.</summary>
internal static class GoogleRequestReader
{
    private const string Place = "$.request";

    public static GoogleRequest? Read(JsonElement root, GoogleHierarchy? hierarchy, CaseProblems problems, GoogleLimits limits)
    {
        if (!CaseProblems.TryGet(root, "request", out var request) || request.ValueKind != JsonValueKind.Object)
        {
            problems.Add("$.request is missing");
            return null;
        }

        var caller = Caller(request, problems, limits);
        var permission = problems.Needed(request, "permission", Place);
        if (permission is not null && (permission.Contains('*', StringComparison.Ordinal) || permission.Contains('/', StringComparison.Ordinal) || !permission.Contains('.', StringComparison.Ordinal)))
        {
            problems.Add($"{Place}.permission `{CaseProblems.Shorten(permission)}`: allowed is one permission as service.resource.verb");
            permission = null;
        }

        var resource = problems.Needed(request, "resource", Place);
        if (caller is null || permission is null || resource is null)
        {
            return null;
        }

        var name = GoogleHierarchy.Normal(resource);
        return new GoogleRequest(caller, permission, name, GoogleVariables.Of(request, caller, hierarchy?.Find(name), resource, problems));
    }

    private static GoogleIdentity? Caller(JsonElement request, CaseProblems problems, GoogleLimits limits)
    {
        CaseProblems.TryGet(request, "principal", out var given);
        var place = Place + ".principal";
        var text = given.ValueKind == JsonValueKind.String ? given.GetString()! : problems.Needed(given, "id", place);
        if (text is null)
        {
            return null;
        }

        if (GoogleIdentity.Parse(text) is not { } parsed)
        {
            problems.Add($"{place} `{CaseProblems.Shorten(text)}`: allowed are user:, serviceAccount:, principal:// and anonymous");
            return null;
        }

        var groups = problems.Texts(given, "groups", place, limits.GroupsMax).Select(static g => g.ToLowerInvariant());
        return new GoogleIdentity(parsed.Kind, parsed.Id, [.. groups], problems.Texts(given, "principalSets", place, limits.ListItemsMax), problems.Flag(given, "principalSetsComplete", place));
    }
}
