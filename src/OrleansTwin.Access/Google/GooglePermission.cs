namespace OrleansTwin.Access.Google;

/// <summary>A permission in its two forms: <c>storage.objects.get</c> in roles, <c>storage.googleapis.com/objects.get</c> in deny and boundary policies.</summary>
internal static class GooglePermission
{
    private const string Domain = ".googleapis.com/";

    // Services whose name in permissions is not the first part of their domain ("Permissions supported in deny policies").
    private static readonly Dictionary<string, string> Services = new(StringComparer.Ordinal) { ["cloudresourcemanager"] = "resourcemanager" };

    /// <summary>Whether a pattern of the second form names a permission of the first: <c>service/resource.*</c>, <c>service/*.verb</c>, <c>service/*.*</c> or the whole.</summary>
    public static bool Names(string pattern, string permission)
    {
        var slash = pattern.IndexOf(Domain, StringComparison.Ordinal);
        if (slash < 0)
        {
            return pattern == permission;
        }

        var service = pattern[..slash];
        var wanted = pattern[(slash + Domain.Length)..];
        var parts = permission.Split('.', 2);
        if (parts.Length < 2 || parts[0] != Services.GetValueOrDefault(service, service))
        {
            return false;
        }

        var (resource, verb) = Cut(parts[1]);
        var (wantedResource, wantedVerb) = Cut(wanted);
        return (wantedResource == "*" || wantedResource == resource) && (wantedVerb == "*" || wantedVerb == verb);
    }

    private static (string Resource, string Verb) Cut(string text)
    {
        var dot = text.LastIndexOf('.');
        return dot < 0 ? ("*", text) : (text[..dot], text[(dot + 1)..]);
    }
}
