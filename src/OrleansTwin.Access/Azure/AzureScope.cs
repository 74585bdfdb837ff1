namespace OrleansTwin.Access.Azure;

/// <summary>
/// A scope: <c>/</c>, a management group, a subscription, a resource group or a resource. Ids are compared without regard to case
/// ("Understand scope for Azure RBAC").
/// </summary>
public sealed record AzureScope
{
    private const string ManagementGroups = "/providers/microsoft.management/managementgroups/";
    private const string Subscriptions = "/subscriptions/";

    private AzureScope(string text) => Text = text;

    /// <summary>In lower case, without a closing slash; <c>/</c> is the tenant's root.</summary>
    public string Text { get; }

    public bool IsRoot => Text == "/";

    /// <summary>Name of the management group, where the scope is one.</summary>
    public string? ManagementGroup => Text.StartsWith(ManagementGroups, StringComparison.Ordinal) && Text.IndexOf('/', ManagementGroups.Length) < 0
        ? Text[ManagementGroups.Length..]
        : null;

    /// <summary>Id of the subscription that the scope is or lies in.</summary>
    public string? Subscription
    {
        get
        {
            if (!Text.StartsWith(Subscriptions, StringComparison.Ordinal))
            {
                return null;
            }

            var end = Text.IndexOf('/', Subscriptions.Length);
            return end < 0 ? Text[Subscriptions.Length..] : Text[Subscriptions.Length..end];
        }
    }

    /// <summary>Reads an id that begins with a slash; null where it does not, or holds an empty part.</summary>
    public static AzureScope? TryParse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.StartsWith('/') || (text.Length > 1 && text.TrimEnd('/').Contains("//", StringComparison.Ordinal)))
        {
            return null;
        }

        var trimmed = text.TrimEnd('/');
        return new AzureScope(trimmed.Length == 0 ? "/" : trimmed.ToLowerInvariant());
    }

    /// <summary>Whether <paramref name="other"/> is this scope or lies below it by its path. Management groups are no part of paths.</summary>
    public bool Holds(AzureScope other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return IsRoot || (other.Text.StartsWith(Text, StringComparison.Ordinal) && (other.Text.Length == Text.Length || other.Text[Text.Length] == '/'));
    }

    public override string ToString() => Text;
}
