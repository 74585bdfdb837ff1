using OrleansTwin.Access.Conditions;
using OrleansTwin.Access.Policies;

namespace OrleansTwin.Access.Decisions;

/// <summary>One question: may this caller do this action on this resource?</summary>
public sealed record AccessRequest
{
    private AccessRequest(RequestPrincipal principal, string action, string resource, string? resourceAccount, RequestContext context)
    {
        Principal = principal;
        Action = action;
        ActionLower = action.ToLowerInvariant();
        Resource = resource;
        ResourceAccount = resourceAccount;
        Context = context;
    }

    public RequestPrincipal Principal { get; }

    /// <summary><c>service:Name</c> as given.</summary>
    public string Action { get; }

    internal string ActionLower { get; }

    /// <summary>ARN of the resource, or <c>*</c> for actions on no resource of its own.</summary>
    public string Resource { get; }

    /// <summary>Compiled pattern, where the question is about every resource that matches <see cref="Resource"/>.</summary>
    internal string? ResourcePattern { get; private init; }

    /// <summary>Account that owns the resource; null where it is not known.</summary>
    public string? ResourceAccount { get; }

    public RequestContext Context { get; }

    /// <summary>A question about one request. The account is taken from the ARN where the argument is null.</summary>
    public static AccessRequest Of(RequestPrincipal principal, string action, string resource, string? resourceAccount = null, RequestContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(principal);
        ArgumentNullException.ThrowIfNull(action);
        ArgumentNullException.ThrowIfNull(resource);
        return new AccessRequest(principal, action, resource, resourceAccount ?? AccountOf(resource, principal), context ?? RequestContext.CompleteEmpty);
    }

    /// <summary>A question about all resources of a pattern: stars and question marks of <paramref name="resourcePattern"/> are wildcards.</summary>
    public static AccessRequest OfPattern(RequestPrincipal principal, string action, string resourcePattern, string? resourceAccount = null, RequestContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(resourcePattern);
        var request = Of(principal, action, resourcePattern, resourceAccount, context);
        return resourcePattern.AsSpan().ContainsAny('*', '?')
            ? request with { ResourcePattern = Glob.Parse(resourcePattern).Compiled }
            : request;
    }

    private static string? AccountOf(string resource, RequestPrincipal principal)
    {
        if (resource == "*")
        {
            return principal.Account;
        }

        var parts = resource.Split(':', 6);
        return parts.Length == 6 && RequestPrincipal.IsAccountId(parts[4]) ? parts[4] : null;
    }
}
