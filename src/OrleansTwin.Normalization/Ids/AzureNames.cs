using OrleansTwin.Model.Ids;

namespace OrleansTwin.Normalization.Ids;

/// <summary>
/// Azure resource ids without case. A record about a tenant gives <c>/tenants/ID/providers/…</c>: that is the tenant.
/// Source: Azure Resource Manager documentation, resource ids and types.
/// </summary>
internal static class AzureNames
{
    public const string TenantType = "microsoft.aadiam/tenants";

    private const string Tenants = "/tenants/";

    public static EntityRef? Resource(string text)
    {
        if (text.StartsWith(Tenants, StringComparison.OrdinalIgnoreCase))
        {
            var tenant = text[Tenants.Length..].Split('/')[0].ToLowerInvariant();
            return OtherNames.Entity(EntityId.TenantPrefix + tenant, TenantType);
        }

        return AzureResourceId.TryParse(text, out var id) && id.Value.Length <= OtherNames.LengthMax && OtherNames.IsFit(id.Value)
            ? new(new(id.Value), new EntityId(id.Value).Kind, id.Type, Cloud.Azure)
            : null;
    }

    /// <summary>The subscription a resource id names, in lower case, or null.</summary>
    public static string? SubscriptionOf(string? text) =>
        AzureResourceId.TryParse(text, out var id) && id.Subscription.Length > 0 ? id.Subscription : null;

    /// <summary>The resource provider of an operation, in lower case: that behind the last <c>/providers/</c>, else the first word.</summary>
    public static string? ProviderOf(string? operation) => operation is null ? null : Split(operation).Provider;

    /// <summary>Provider and the rest of an operation name, both in lower case.</summary>
    public static (string Provider, string Name) Split(string operation)
    {
        const string Marker = "/providers/";
        var lower = operation.ToLowerInvariant();
        var at = lower.LastIndexOf(Marker, StringComparison.Ordinal);
        lower = at < 0 ? lower : lower[(at + Marker.Length)..];
        var slash = lower.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? (string.Empty, lower) : (lower[..slash], lower[(slash + 1)..]);
    }
}
