using System.Text.Json;

namespace OrleansTwin.Access.Decisions;

/// <summary>
/// Reads a policy document (IAM User Guide, "IAM JSON policy elements reference"). Null: it is no readable policy, and what it says is not known.
/// </summary>
internal static class PolicyReader
{
    public const int CharactersMax = 1024 * 1024;
    private const int DepthMax = 32;
    private const int StatementsMax = 5_000;

    public static IReadOnlyList<PolicyStatement>? Read(string json)
    {
        if (json.Length > CharactersMax)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(json, new() { MaxDepth = DepthMax });
            return document.RootElement.ValueKind switch
            {
                // A document kept as a JSON string inside JSON.
                JsonValueKind.String => Read(document.RootElement.GetString()!),
                JsonValueKind.Object when document.RootElement.TryGetProperty("Statement", out var statements) => Statements(statements),
                _ => null,
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static List<PolicyStatement>? Statements(JsonElement statements)
    {
        var items = statements.ValueKind == JsonValueKind.Array ? statements.EnumerateArray().ToList() : [statements];
        if (items.Count > StatementsMax)
        {
            return null;
        }

        var read = items.Select(Statement).OfType<PolicyStatement>().ToList();
        return read.Count < items.Count ? null : read;
    }

    private static PolicyStatement? Statement(JsonElement statement)
    {
        if (statement.ValueKind != JsonValueKind.Object || !statement.TryGetProperty("Effect", out var effect) || effect.ValueKind != JsonValueKind.String
            || effect.GetString() is not ("Allow" or "Deny"))
        {
            return null;
        }

        var principal = Principals(statement, "Principal");
        var notPrincipal = Principals(statement, "NotPrincipal");
        return new(
            effect.GetString() == "Allow",
            Texts(statement, "Action"),
            Texts(statement, "NotAction"),
            Texts(statement, "Resource"),
            Texts(statement, "NotResource"),
            notPrincipal.Count > 0 ? notPrincipal : principal,
            notPrincipal.Count > 0,
            Conditions(statement));
    }

    private static List<string> Principals(JsonElement statement, string name)
    {
        if (!statement.TryGetProperty(name, out var principal))
        {
            return [];
        }

        return principal.ValueKind == JsonValueKind.Object
            ? [.. principal.EnumerateObject().SelectMany(static kind => Texts(kind.Value).Select(text => $"{kind.Name}:{text}"))]
            : [.. Texts(principal).Select(static text => $"AWS:{text}")];
    }

    private static List<string> Conditions(JsonElement statement) =>
        statement.TryGetProperty("Condition", out var condition) && condition.ValueKind == JsonValueKind.Object
            ? [.. condition.EnumerateObject().SelectMany(static op => op.Value.ValueKind == JsonValueKind.Object
                ? op.Value.EnumerateObject().Select(key => $"{op.Name} {key.Name} {key.Value.GetRawText()}")
                : [op.Name])]
            : [];

    private static List<string> Texts(JsonElement statement, string name) => statement.TryGetProperty(name, out var value) ? Texts(value) : [];

    private static List<string> Texts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Array => [.. value.EnumerateArray().Where(static item => item.ValueKind == JsonValueKind.String).Select(static item => item.GetString()!)],
        _ => [],
    };
}
