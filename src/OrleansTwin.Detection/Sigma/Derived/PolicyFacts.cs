using System.Text.Json;

namespace OrleansTwin.Detection.Sigma.Derived;

/// <summary>What the Allow statements of one policy document say, as far as rules need it. A document that is no policy says nothing.</summary>
internal sealed class PolicyFacts
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = SigmaLimits.EventDepthMax, AllowTrailingCommas = true };

    private static readonly Lazy<HashSet<string>> Restricting = new(() =>
        EmbeddedList.Read("restricting-conditions.yml", "keys").ToHashSet(StringComparer.OrdinalIgnoreCase));

    public List<string> ForeignAccounts { get; } = [];

    public List<string> Public { get; } = [];

    public List<string> Admin { get; } = [];

    public void Add(string text, Func<string, bool> isForeign)
    {
        if (text.StartsWith('%'))
        {
            text = Uri.UnescapeDataString(text);
        }

        try
        {
            using var document = JsonDocument.Parse(text, Options);
            if (document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("Statement", out var statements))
            {
                foreach (var statement in Each(statements).Where(IsAllow))
                {
                    AddStatement(statement, isForeign);
                }
            }
        }
        catch (JsonException)
        {
            // Cut off or hidden in the log: nothing is known of it.
        }
    }

    private static IEnumerable<string> ConditionKeys(JsonElement condition) => condition.EnumerateObject()
        .Where(comparison => comparison.Value.ValueKind == JsonValueKind.Object)
        .SelectMany(comparison => comparison.Value.EnumerateObject())
        .Select(key => key.Name);

    private static bool IsAllow(JsonElement statement) =>
        statement.ValueKind == JsonValueKind.Object
        && statement.TryGetProperty("Effect", out var effect)
        && effect.ValueKind == JsonValueKind.String
        && effect.GetString() == "Allow";

    private static List<JsonElement> Each(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? [.. element.EnumerateArray()] : [element];

    private static IEnumerable<string> Texts(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var element)
            ? Each(element).Where(one => one.ValueKind == JsonValueKind.String).Select(one => one.GetString()!)
            : [];

    private void AddStatement(JsonElement statement, Func<string, bool> isForeign)
    {
        var conditional = statement.TryGetProperty("Condition", out var condition)
            && condition.ValueKind == JsonValueKind.Object && condition.EnumerateObject().Any();
        var everyone = statement.TryGetProperty("NotPrincipal", out _);
        if (statement.TryGetProperty("Principal", out var principal))
        {
            var named = principal.ValueKind == JsonValueKind.String ? [principal.GetString()!] : Texts(principal, "AWS").ToList();
            everyone |= named.Contains("*");
            ForeignAccounts.AddRange(named.Select(AccountOwners.AccountOf).OfType<string>().Where(isForeign));
        }

        if (everyone)
        {
            Public.Add(!conditional ? "open" : ConditionKeys(condition).Any(Restricting.Value.Contains) ? "conditional" : "guarded");
        }

        var actions = Texts(statement, "Action").ToList();
        if (!conditional && Texts(statement, "Resource").Contains("*"))
        {
            if (actions.Exists(action => action is "*" or "*:*"))
            {
                Admin.Add("full");
            }
            else if (actions.Exists(action => action.Equals("iam:*", StringComparison.OrdinalIgnoreCase)))
            {
                Admin.Add("iam");
            }
        }
    }
}
