using OrleansTwin.Model.Ids;

namespace OrleansTwin.Normalization.Ids;

/// <summary>
/// Google resources by their full name, and who is who. Audit logs write <c>resourceName</c> in the way of each service: relative to the
/// service, with a wildcard project (<c>projects/_/buckets/b</c>), as a URL, or without its project (<c>managedZones/z</c>).
/// Sources: Google Cloud IAM documentation "Full resource names" and "Principal identifiers"; Cloud Asset Inventory, asset types.
/// </summary>
internal static class GcpNames
{
    private const string Manager = "cloudresourcemanager.googleapis.com";
    private const string Storage = "storage.googleapis.com";
    private const string ServiceAccountDomain = ".gserviceaccount.com";
    private const string ServiceAccountType = "iam.googleapis.com/ServiceAccount";

    /// <summary>The resource a name means for a service; null where it is not fit for an id.</summary>
    public static EntityRef? Resource(string name, string service, string project)
    {
        var (host, path) = Absolute(name, service);
        path = path.Trim('/');
        if (path.Length == 0)
        {
            return null;
        }

        var parts = path.Split('/');
        if (Container(parts) is { } container)
        {
            return container;
        }

        if (Bucket(parts, host) is { } bucket)
        {
            return Made(Storage, bucket, "storage.googleapis.com/Bucket");
        }

        if (parts is ["projects", _, "serviceAccounts", var account, ..])
        {
            return ServiceAccount(parts, account, project);
        }

        if (host is "k8s.io" or "gke.k8s.io")
        {
            return null;
        }

        path = Rooted(parts, host, project);
        if (host == "container.googleapis.com")
        {
            // Calls of both API versions speak of one cluster.
            path = path.Replace("/zones/", "/locations/", StringComparison.Ordinal);
        }

        return Made(host, path, GcpAssets.TypeOf(host, path));
    }

    /// <summary>Whom an IAM policy names: <c>user:a@b</c>, <c>serviceAccount:…</c>, <c>group:…</c>, <c>domain:…</c>, <c>allUsers</c>, <c>principal://…</c>.</summary>
    public static EntityRef? Member(string member)
    {
        if (member is "allUsers" or "allAuthenticatedUsers")
        {
            return EntityTypes.Everyone;
        }

        var colon = member.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0)
        {
            return null;
        }

        var (kind, rest) = (member[..colon], member[(colon + 1)..]);
        return kind switch
        {
            "user" => OtherNames.Entity("gcp:user:" + rest.ToLowerInvariant(), "gcp:user"),
            "serviceAccount" => Principal(rest) is { } id ? OtherNames.Entity(id, ServiceAccountType) : null,
            "group" => OtherNames.Entity("gcp:group:" + rest.ToLowerInvariant(), "gcp:group"),
            "domain" => OtherNames.Entity("gcp:domain:" + rest.ToLowerInvariant(), "gcp:domain"),
            "principal" or "principalSet" => OtherNames.Entity("gcp:principal:" + rest.TrimStart('/'), "gcp:principal"),
            "deleted" => Member(rest.Split('?')[0]),
            _ => OtherNames.Entity($"gcp:{kind}:{rest}", "gcp:" + kind),
        };
    }

    /// <summary>The id of a caller from an e-mail address, a <c>kind:address</c> subject or a Kubernetes user name; null for none.</summary>
    public static string? Principal(string? text)
    {
        if (string.IsNullOrEmpty(text) || !OtherNames.IsFit(text))
        {
            return null;
        }

        if (text.StartsWith("system:serviceaccount:", StringComparison.Ordinal))
        {
            return "k8s:serviceaccount:" + text["system:serviceaccount:".Length..];
        }

        if (text.StartsWith("system:", StringComparison.Ordinal))
        {
            return "k8s:user:" + text;
        }

        if (!text.Contains('@', StringComparison.Ordinal) && !text.Contains(':', StringComparison.Ordinal))
        {
            // Redacted, or no address at all: nobody that can be told apart.
            return null;
        }

        if (text.StartsWith("principal:", StringComparison.Ordinal) || text.StartsWith("principalSet:", StringComparison.Ordinal)
            || text.StartsWith("user:", StringComparison.Ordinal) || text.StartsWith("serviceAccount:", StringComparison.Ordinal))
        {
            return Member(text)?.Id.Value;
        }

        return text.EndsWith(ServiceAccountDomain, StringComparison.OrdinalIgnoreCase)
            ? $"//iam.googleapis.com/projects/{ProjectOf(text.ToLowerInvariant())}/serviceAccounts/{text.ToLowerInvariant()}"
            : "gcp:user:" + text.ToLowerInvariant();
    }

    /// <summary>
    /// The account that recorded an entry, from its <c>logName</c> or a resource name: the project, else <c>organizations-ID</c>,
    /// <c>folders-ID</c>, <c>billingAccounts-ID</c>.
    /// </summary>
    public static string? HomeOf(string? name)
    {
        var parts = name?.TrimStart('/').Split('/') ?? [];
        var at = Array.FindIndex(parts, static part => part is "projects" or "organizations" or "folders" or "billingAccounts");
        if (at < 0 || at + 1 >= parts.Length || parts[at + 1] is "_" or "-" or "")
        {
            return null;
        }

        return parts[at] == "projects" ? parts[at + 1] : $"{parts[at]}-{parts[at + 1]}";
    }

    // name@PROJECT.iam.gserviceaccount.com, PROJECT@appspot…, NUMBER-compute@developer…; what Google runs itself is of no project of ours.
    private static string ProjectOf(string email)
    {
        var at = email.IndexOf('@', StringComparison.Ordinal);
        var (name, domain) = at < 0 ? (email, string.Empty) : (email[..at], email[(at + 1)..]);
        const string Own = ".iam.gserviceaccount.com";
        if (domain.EndsWith(Own, StringComparison.Ordinal))
        {
            var project = domain[..^Own.Length];
            return project.StartsWith("gcp-sa-", StringComparison.Ordinal) || project.EndsWith("-system", StringComparison.Ordinal) || project.EndsWith("-robot", StringComparison.Ordinal) ? "-" : project;
        }

        return domain == "appspot.gserviceaccount.com" ? name
            : domain == "developer.gserviceaccount.com" && name.EndsWith("-compute", StringComparison.Ordinal) ? name[..^"-compute".Length]
            : "-";
    }

    private static (string Host, string Path) Absolute(string name, string service)
    {
        if (name.StartsWith("//", StringComparison.Ordinal))
        {
            var slash = name.IndexOf('/', 2);
            return slash < 0 ? (service, string.Empty) : (name[2..slash], name[(slash + 1)..]);
        }

        var scheme = name.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
        {
            return (service, name);
        }

        // https://www.googleapis.com/compute/v1/projects/…, https://compute.googleapis.com/compute/v1/projects/…
        var at = name.IndexOf("/projects/", StringComparison.Ordinal);
        var parts = name[(scheme + 3)..].Split('/');
        var host = parts[0] == "www.googleapis.com" && parts.Length > 1 ? parts[1] + ".googleapis.com" : parts[0];
        return at < 0 ? (service, string.Empty) : (host, name[(at + 1)..]);
    }

    // A project, folder or organisation as such.
    private static EntityRef? Container(string[] parts) => parts switch
    {
        ["projects", "_" or "-"] => null,
        ["projects", _] => Made(Manager, string.Join('/', parts), "cloudresourcemanager.googleapis.com/Project"),
        ["folders", _] => Made(Manager, string.Join('/', parts), "cloudresourcemanager.googleapis.com/Folder"),
        ["organizations", _] => Made(Manager, string.Join('/', parts), "cloudresourcemanager.googleapis.com/Organization"),
        _ => null,
    };

    // Objects are their bucket.
    private static string? Bucket(string[] parts, string host) => parts switch
    {
        ["projects", _, "buckets", var bucket, ..] when host == Storage => bucket,
        ["buckets", var bucket, ..] when host == Storage => bucket,
        [var bucket] when host == Storage => bucket,
        _ => null,
    };

    private static EntityRef? ServiceAccount(string[] parts, string account, string project)
    {
        var tail = parts.Length > 4 ? "/" + string.Join('/', parts[4..]) : string.Empty;
        var type = tail.StartsWith("/keys/", StringComparison.Ordinal) ? "iam.googleapis.com/ServiceAccountKey" : ServiceAccountType;
        if (account.Contains('@', StringComparison.Ordinal))
        {
            return Principal(account) is { } id ? OtherNames.Entity(id + tail, type) : null;
        }

        var home = parts[1] is "-" or "_" ? project : parts[1];
        return Made("iam.googleapis.com", $"projects/{home}/serviceAccounts/{account}{tail}", type);
    }

    // Names without a project get the one that recorded the call.
    private static string Rooted(string[] parts, string host, string project)
    {
        if (parts[0] == "namespaces" && host == "run.googleapis.com" && parts.Length > 2)
        {
            return $"projects/{parts[1]}/{string.Join('/', parts[2..])}";
        }

        var path = string.Join('/', parts);
        return parts[0] is "projects" or "folders" or "organizations" or "billingAccounts" or "apps" || project.Length == 0 || project.Contains('-') && project.StartsWith("organizations-", StringComparison.Ordinal)
            ? path
            : $"projects/{project}/{path}";
    }

    private static EntityRef? Made(string host, string path, string type)
    {
        var id = $"//{host}/{path}";
        return OtherNames.IsFit(id) && GcpResourceName.TryParse(id, out _) ? new(new(id), new EntityId(id).Kind, type, Cloud.Gcp) : null;
    }
}
