namespace OrleansTwin.Model.Ids;

/// <summary>
/// An Azure Resource Manager id, without case (kept in lower case):
/// <c>/subscriptions/{id}/resourcegroups/{group}/providers/{namespace}/{type}/{name}…</c>. Scopes above a resource
/// (subscription, group, management group, tenant) parse too. Source: Azure Resource Manager documentation, resource ids.
/// </summary>
public readonly record struct AzureResourceId
{
    public const int LengthMax = 4096;

    private AzureResourceId(string value, string subscription, string group, string type, string name)
    {
        Value = value;
        Subscription = subscription;
        ResourceGroup = group;
        Type = type;
        Name = name;
    }

    /// <summary>The id in lower case, without a trailing slash.</summary>
    public string Value { get; }

    public string Subscription { get; }

    public string ResourceGroup { get; }

    /// <summary>Provider and type path, for example <c>microsoft.network/networksecuritygroups/securityrules</c>.</summary>
    public string Type { get; }

    public string Name { get; }

    public static bool TryParse(string? text, out AzureResourceId id)
    {
        id = default;
        if (string.IsNullOrEmpty(text) || text.Length > LengthMax || text[0] != '/')
        {
            return false;
        }

        var value = text.TrimEnd('/').ToLowerInvariant();
        var parts = value.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length < 2 || parts.Any(static part => part.Any(char.IsControl)))
        {
            return false;
        }

        var subscription = Following(parts, "subscriptions");
        var group = Following(parts, "resourcegroups");
        var provider = Array.LastIndexOf(parts, "providers");
        if (subscription.Length == 0 && provider < 0)
        {
            return false;
        }

        id = provider >= 0 && parts.Length > provider + 3
            ? new(value, subscription, group, TypeOf(parts.AsSpan(provider + 1)), parts[^1])
            : new(value, subscription, group, group.Length > 0 ? "microsoft.resources/resourcegroups" : "microsoft.resources/subscriptions", parts[^1]);
        return true;
    }

    public override string ToString() => Value ?? string.Empty;

    private static string Following(string[] parts, string name)
    {
        var at = Array.IndexOf(parts, name);
        return at >= 0 && at + 1 < parts.Length ? parts[at + 1] : string.Empty;
    }

    private static string TypeOf(ReadOnlySpan<string> parts)
    {
        var type = parts[0];
        for (var index = 1; index < parts.Length; index += 2)
        {
            type = $"{type}/{parts[index]}";
        }

        return type;
    }
}
