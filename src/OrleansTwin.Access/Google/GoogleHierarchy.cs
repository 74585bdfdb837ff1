using OrleansTwin.Access.Clouds;

namespace OrleansTwin.Access.Google;

/// <summary>Resources by name, each with what it lies in. A parent of null is the top; one that was not told leaves open what lies above.</summary>
internal sealed class GoogleHierarchy(IReadOnlyDictionary<string, GoogleResource> resources)
{
    private const string Manager = "//cloudresourcemanager.googleapis.com/";

    public GoogleResource? Find(string name) => resources.GetValueOrDefault(name);

    /// <summary>The resource and all above it, nearest first, and what is not known of the way up.</summary>
    public (IReadOnlyList<string> Chain, string? Open) Above(string name, CaseProblems problems)
    {
        var chain = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var at = name; at is not null; at = resources[at].Parent)
        {
            if (!seen.Add(at))
            {
                problems.Add($"$.resources: `{CaseProblems.Shorten(at)}` lies in itself; allowed is a tree");
                return (chain, $"what lies above {at}");
            }

            chain.Add(at);
            if (!resources.TryGetValue(at, out var resource) || !resource.ParentIsTold)
            {
                return (chain, at.StartsWith("organizations/", StringComparison.Ordinal) ? null : $"the parent of {at}");
            }
        }

        return (chain, null);
    }

    /// <summary>The same name for a resource of the hierarchy, with and without its service.</summary>
    public static string Normal(string name) => name.StartsWith(Manager, StringComparison.Ordinal) ? name[Manager.Length..] : name;
}
