using System.Text.Json;
using OrleansTwin.Access.Clouds;
using OrleansTwin.Access.Google.Cel;

namespace OrleansTwin.Access.Google;

/// <summary>Makes what conditions may ask for: <c>resource</c>, <c>request</c>, <c>principal</c>, <c>destination</c>, <c>origin</c>, <c>levels</c> and <c>api</c>. What was not told is open.</summary>
internal static class GoogleVariables
{
    private static readonly string[] Open = ["request", "principal", "destination", "origin", "levels", "device", "api"];

    public static Dictionary<string, object> Of(JsonElement request, GoogleIdentity caller, GoogleResource? resource, string resourceName, CaseProblems problems)
    {
        CaseProblems.TryGet(request, "attributes", out var attributes);
        var variables = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var name in Open)
        {
            variables[name] = CaseProblems.TryGet(attributes, name, out var told) && told.ValueKind == JsonValueKind.Object ? Value(told, name) : new CelMap(name);
        }

        if (problems.Text(request, "time", "$.request") is { } text)
        {
            if (CelTime.TryParse(text, out var time))
            {
                ((CelMap)variables["request"]).TryAdd("time", time);
            }
            else
            {
                problems.Add($"$.request.time `{CaseProblems.Shorten(text)}`: allowed is a time of RFC 3339");
            }
        }

        AddPrincipal((CelMap)variables["principal"], caller);
        variables["resource"] = resource?.Attributes ?? Bare(resourceName);
        return variables;
    }

    /// <summary>A value of JSON; objects leave open what they do not hold, unless <paramref name="name"/> is null.</summary>
    public static object Value(JsonElement value, string? name)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                var map = new CelMap(name);
                foreach (var field in value.EnumerateObject())
                {
                    map.TryAdd(field.Name, Value(field.Value, name is null ? null : $"{name}.{field.Name}"));
                }

                return map;
            case JsonValueKind.Array:
                return value.EnumerateArray().Select(v => Value(v, name)).ToList();
            case JsonValueKind.String:
                return value.GetString()!;
            case JsonValueKind.Number:
                return value.TryGetInt64(out var whole) ? whole : value.GetDouble();
            case JsonValueKind.True or JsonValueKind.False:
                return value.GetBoolean();
            default:
                return CelNull.Value;
        }
    }

    private static CelMap Bare(string name)
    {
        var map = new CelMap("resource");
        map.TryAdd("name", name);
        return map;
    }

    // "Attribute reference for IAM Conditions", Principal attributes; those of pools are told with the request.
    private static void AddPrincipal(CelMap principal, GoogleIdentity caller)
    {
        if (caller.Kind is GoogleIdentityKind.User or GoogleIdentityKind.ServiceAccount)
        {
            principal.TryAdd("subject", caller.Id);
            principal.TryAdd("type", caller.Kind == GoogleIdentityKind.User ? "iam.googleapis.com/WorkspaceIdentity" : "iam.googleapis.com/ServiceAccount");
        }
    }
}
