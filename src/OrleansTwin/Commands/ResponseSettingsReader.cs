using System.Text.Json;
using OrleansTwin.Incidents.Response;

namespace OrleansTwin.Commands;

/// <summary>
/// <c>response</c> of the configuration file: <c>protected</c>, ids or names (<c>*</c> for anything) that no plan may touch; <c>isolationGroups</c>, the
/// security group that isolates a machine, by VPC; <c>quarantinePolicy</c>, the service control policy that denies an account everything.
/// </summary>
internal static class ResponseSettingsReader
{
    public const string Key = "response";
    private const string Protected = "protected";
    private const string Groups = "isolationGroups";
    private const string Policy = "quarantinePolicy";
    private const int ProtectedMax = 1_000;

    public static ResponseSettings Read(string path, JsonElement root, List<string> errors)
    {
        if (!root.TryGetProperty(Key, out var response))
        {
            return ResponseSettings.None;
        }

        if (response.ValueKind != JsonValueKind.Object)
        {
            errors.Add($"{path}: {Key} is `{response.ValueKind}`; expected an object with {Protected}, {Groups}, {Policy}");
            return ResponseSettings.None;
        }

        var (kept, values) = (new List<string>(), new Dictionary<string, string>(StringComparer.Ordinal));
        foreach (var member in response.EnumerateObject())
        {
            if (member.NameEquals(Protected) && Texts(member.Value) is { Count: <= ProtectedMax } patterns)
            {
                kept.AddRange(patterns);
            }
            else if (member.NameEquals(Groups) && member.Value.ValueKind == JsonValueKind.Object && member.Value.EnumerateObject().All(static group => Text(group.Value) is not null))
            {
                foreach (var group in member.Value.EnumerateObject())
                {
                    values[$"{Groups}/{group.Name}"] = Text(group.Value)!;
                }
            }
            else if (member.NameEquals(Policy) && Text(member.Value) is { } policy)
            {
                values[Policy] = policy;
            }
            else
            {
                errors.Add($"{path}: {Key}.{member.Name} is `{member.Value.ValueKind}`; allowed are {Protected} (a list of at most {ProtectedMax} ids or names), {Groups} (a security group by VPC), {Policy} (the id of a policy)");
            }
        }

        return new(kept, values);
    }

    private static List<string>? Texts(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(static one => Text(one) is not null) ? [.. value.EnumerateArray().Select(static one => one.GetString()!)] : null;

    private static string? Text(JsonElement value) => value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;
}
