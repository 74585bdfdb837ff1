using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Normalization.Ids;

namespace OrleansTwin.Normalization.Entries;

/// <summary>
/// Names of operations as the catalogue keys them. AWS: the API. Azure: what follows the provider, in lower case
/// (<c>virtualmachines/write</c>). Google: the last word of a gRPC method (<c>CreateServiceAccount</c>), the last two of a REST method
/// (<c>v1.compute.instances.insert</c> → <c>instances.insert</c>).
/// </summary>
internal static class Operation
{
    public static string KeyOf(Cloud cloud, string action) => cloud switch
    {
        Cloud.Azure => AzureNames.Split(action).Name,
        Cloud.Gcp => GcpKey(action),
        _ => action,
    };

    /// <summary>The verb that tells what kind of call it is, for calls without an entry.</summary>
    public static string VerbOf(Cloud cloud, string action)
    {
        switch (cloud)
        {
            case Cloud.Azure:
                var parts = action.Split('/');
                return parts[^1].Equals("action", StringComparison.OrdinalIgnoreCase) && parts.Length > 1 ? parts[^2] : parts[^1];
            case Cloud.Gcp:
                return action[(action.LastIndexOf('.') + 1)..];
            default:
                return action;
        }
    }

    /// <summary>By its verb the operation reads; for logs that do not say.</summary>
    public static bool IsRead(string action)
    {
        var verb = action[(action.LastIndexOfAny(['.', '/', ':']) + 1)..];
        return ApiCatalogue.Embedded.Verbs.PhaseOf(verb) == EventPhase.Read;
    }

    /// <summary>
    /// The verb of a call about a Kubernetes object itself: <c>create pods</c>, <c>io.k8s.core.v1.pods.create</c>; null for a subresource and all else.
    /// </summary>
    public static string? KubernetesVerb(string action)
    {
        if (!action.StartsWith("io.k8s.", StringComparison.Ordinal))
        {
            var words = action.Split(' ');
            return words.Length == 2 && !words[1].Contains('/', StringComparison.Ordinal) ? words[0] : null;
        }

        var parts = action.Split('.');
        return parts.Length > 3 && parts[^3].Length > 1 && parts[^3][0] == 'v' && char.IsAsciiDigit(parts[^3][1]) ? parts[^1] : null;
    }

    private static string GcpKey(string action)
    {
        var last = action.LastIndexOf('.');
        if (last < 0 || last == action.Length - 1 || char.IsAsciiLetterUpper(action[last + 1]))
        {
            return action[(last + 1)..];
        }

        var before = action.LastIndexOf('.', last - 1 < 0 ? 0 : last - 1);
        return action[(before + 1)..];
    }
}
