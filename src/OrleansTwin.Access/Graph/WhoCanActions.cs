using OrleansTwin.Access.Abilities;
using OrleansTwin.Access.Policies;

namespace OrleansTwin.Access.Graph;

/// <summary>The actions that a question without an action stands for: the catalogued ones, and those that the identity's policies name.</summary>
internal static class WhoCanActions
{
    private static readonly Lazy<(string Action, string Service)[]> Catalogued = new(static () =>
        [.. AbilityCatalogue.Bundled.Kinds.SelectMany(static k => k.Sets).SelectMany(static s => s.Actions)
            .Concat(AbilityCatalogue.Bundled.HighPrivileges.Select(static p => p.Action)).Distinct(StringComparer.Ordinal)
            .Where(static a => a.Contains(':', StringComparison.Ordinal) && !a.Contains('*', StringComparison.Ordinal)).Select(static a => (a, a.Split(':')[0]))]);

    public static IEnumerable<string> Of(Identity identity, string? pattern, string? resource)
    {
        var glob = pattern is null ? null : Policies.Glob.Parse(pattern.ToLowerInvariant());
        var service = resource is not null && resource.Split(':', 4) is ["arn", _, { Length: > 0 } named, _] ? named : null;
        var kind = resource is null ? null : AbilityCatalogue.Bundled.KindOf(Bucket(resource));
        var known = kind is not null && pattern is null ? kind.Sets.SelectMany(static s => s.Actions) : Catalogued.Value.Where(a => service is null || a.Service == service).Select(static a => a.Action);
        var named_ = identity.Policies.Identity.Policies.SelectMany(static p => p.Document.Statements).Where(static s => s.Effect == PolicyEffect.Allow && !s.IsNotAction)
            .SelectMany(static s => s.Actions).Where(a => a.Contains(':', StringComparison.Ordinal) && !a.AsSpan().ContainsAny('*', '?') && (service is null || a.StartsWith(service + ":", StringComparison.OrdinalIgnoreCase)));
        return known.Concat(named_).Where(a => glob?.IsMatch(a.ToLowerInvariant()) ?? true).Distinct(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Objects where an action on a bucket means its objects; else the resource itself.</summary>
    public static string AskedOn(string action, string resource)
    {
        if (resource.Contains('/', StringComparison.Ordinal) || AbilityCatalogue.Bundled.KindOf(resource) is not { } kind)
        {
            return resource;
        }

        var set = kind.Sets.FirstOrDefault(s => s.Actions.Contains(action, StringComparer.OrdinalIgnoreCase));
        return set is null ? resource : set.Asks.Replace("{arn}", resource, StringComparison.Ordinal);
    }

    private static string Bucket(string resource) => resource.Contains(":s3:::", StringComparison.Ordinal) ? resource.Split('/')[0] : resource;
}
