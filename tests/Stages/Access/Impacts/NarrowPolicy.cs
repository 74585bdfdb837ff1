using System.Text.Json;

namespace OrleansTwin.Tests.Stages.Access.Impacts;

/// <summary>
/// A policy document, read as the IAM User Guide's "grammar of the IAM JSON policy language" says. What is no such document is
/// <see cref="Broken"/>, with the reason; limits: 256 KB, depth 16, 2,000 statements.
/// </summary>
internal sealed record NarrowPolicy(IReadOnlyList<NarrowStatement> Statements, string? Broken)
{
    public const int CharactersMax = 256 * 1024;
    public const int DepthMax = 16;
    public const int StatementsMax = 2000;

    public static NarrowPolicy Read(string json)
    {
        if (json.Length > CharactersMax)
        {
            return new([], $"longer than {CharactersMax} characters");
        }

        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = DepthMax });
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("Statement", out var statement))
            {
                return new([], "no Statement");
            }

            var items = statement.ValueKind == JsonValueKind.Array ? statement.EnumerateArray().ToList() : [statement];
            if (items.Count > StatementsMax)
            {
                return new([], $"more than {StatementsMax} statements");
            }

            var statements = items.Select(Statement).ToList();
            return statements.Any(static read => read is null) ? new([], "a statement that cannot be read") : new(statements!, null);
        }
        catch (JsonException)
        {
            return new([], "no JSON");
        }
    }

    private static NarrowStatement? Statement(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty("Effect", out var effect) || effect.ValueKind != JsonValueKind.String || effect.GetString() is not ("Allow" or "Deny"))
        {
            return null;
        }

        var (actions, notActions) = Either(element, "Action", "NotAction");
        var (resources, notResources) = Either(element, "Resource", "NotResource");
        var hasPrincipal = element.TryGetProperty("Principal", out var principal);
        var hasNotPrincipal = element.TryGetProperty("NotPrincipal", out var notPrincipal);
        if (actions is null || actions.Count == 0 || resources is null)
        {
            return null;
        }

        return new()
        {
            Allows = effect.GetString() == "Allow",
            Actions = [.. actions.Select(static action => action.ToLowerInvariant())],
            NotActions = notActions,
            Resources = resources,
            NotResources = notResources,
            Principals = hasPrincipal ? Principals(principal) : hasNotPrincipal ? Principals(notPrincipal) : null,
            NotPrincipals = hasNotPrincipal && !hasPrincipal,
            Conditions = Conditions(element),
        };
    }

    private static (IReadOnlyList<string>? Values, bool Not) Either(JsonElement element, string name, string notName) =>
        element.TryGetProperty(name, out var plain) ? (Strings(plain), false)
        : element.TryGetProperty(notName, out var negated) ? (Strings(negated), true)
        : ([], false);

    private static List<string>? Strings(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Array when value.EnumerateArray().All(static item => item.ValueKind == JsonValueKind.String) => [.. value.EnumerateArray().Select(static item => item.GetString()!)],
        _ => null,
    };

    private static List<(string, string)> Principals(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? [("AWS", value.GetString()!)]
        : value.ValueKind == JsonValueKind.Object ? [.. value.EnumerateObject().SelectMany(static kind => (Strings(kind.Value) ?? []).Select(name => (kind.Name, name)))]
        : [];

    private static List<string> Conditions(JsonElement statement)
    {
        if (!statement.TryGetProperty("Condition", out var condition))
        {
            return [];
        }

        return condition.ValueKind != JsonValueKind.Object
            ? ["a condition that cannot be read"]
            : [.. condition.EnumerateObject().SelectMany(static test => test.Value.ValueKind == JsonValueKind.Object
                ? test.Value.EnumerateObject().Select(key => $"{test.Name} {key.Name} {key.Value.GetRawText()}")
                : ["a condition that cannot be read"])];
    }
}
