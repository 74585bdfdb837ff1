using OrleansTwin.Access.Policies;

namespace OrleansTwin.Access.Decisions;

/// <summary>Compares Principal and NotPrincipal with a caller (AWS: "JSON policy elements: Principal", "NotPrincipal").</summary>
public static class PrincipalMatcher
{
    /// <summary>The way of naming the caller that is worth most.</summary>
    public static PrincipalMatch Match(PrincipalElement? element, RequestPrincipal principal)
    {
        ArgumentNullException.ThrowIfNull(principal);
        if (element is null)
        {
            return PrincipalMatch.None;
        }

        return element.Negated ? MatchNegated(element, principal) : Best(element, principal);
    }

    private static PrincipalMatch Best(PrincipalElement element, RequestPrincipal principal)
    {
        var best = PrincipalMatch.None;
        foreach (var entry in element.Entries)
        {
            var match = One(entry, principal);
            best = match > best ? match : best;
        }

        return best;
    }

    /// <summary>NotPrincipal takes everyone who is not listed in any way: by own name, by role, or by account.</summary>
    private static PrincipalMatch MatchNegated(PrincipalElement element, RequestPrincipal principal) =>
        Best(element, principal) == PrincipalMatch.None ? PrincipalMatch.Everyone : PrincipalMatch.None;

    private static PrincipalMatch One(PrincipalEntry entry, RequestPrincipal principal) => entry.Kind switch
    {
        PrincipalEntryKind.Everyone => PrincipalMatch.Everyone,
        PrincipalEntryKind.Aws => Aws(entry.Value, principal),
        PrincipalEntryKind.Service => Named(entry, principal, RequestPrincipalKind.Service, StringComparison.OrdinalIgnoreCase),
        PrincipalEntryKind.Federated => Named(entry, principal, RequestPrincipalKind.Federated, StringComparison.Ordinal),
        PrincipalEntryKind.CanonicalUser => Named(entry, principal, RequestPrincipalKind.CanonicalUser, StringComparison.OrdinalIgnoreCase),
        _ => throw new ArgumentOutOfRangeException(nameof(entry)),
    };

    private static PrincipalMatch Aws(string value, RequestPrincipal principal)
    {
        if (value == "*")
        {
            // An identity provider or a service is no AWS principal.
            return principal.Kind is RequestPrincipalKind.Service or RequestPrincipalKind.Federated
                ? PrincipalMatch.None
                : PrincipalMatch.Everyone;
        }

        if (!principal.IsAccountMember)
        {
            return PrincipalMatch.None;
        }

        if (value == principal.Account)
        {
            return PrincipalMatch.Account;
        }

        if (string.Equals(value, principal.Id, StringComparison.Ordinal))
        {
            return principal.Kind switch
            {
                RequestPrincipalKind.Root => PrincipalMatch.Account,
                RequestPrincipalKind.Role => PrincipalMatch.Role,
                _ => PrincipalMatch.Direct,
            };
        }

        return ArnOfPrincipal(value, principal);
    }

    private static PrincipalMatch ArnOfPrincipal(string value, RequestPrincipal principal)
    {
        if (!RequestPrincipal.TryParse(value, out var named) || named.Account != principal.Account)
        {
            return PrincipalMatch.None;
        }

        return named.Kind switch
        {
            RequestPrincipalKind.Root => PrincipalMatch.Account,
            // Role and user names are unique within an account whatever their path, and a session ARN carries no path.
            RequestPrincipalKind.Role when principal.Kind == RequestPrincipalKind.RoleSession
                && string.Equals(named.Name, principal.Name, StringComparison.OrdinalIgnoreCase) => PrincipalMatch.Role,
            RequestPrincipalKind.User when principal.Kind == RequestPrincipalKind.FederatedUser
                && string.Equals(named.Name, principal.Name, StringComparison.Ordinal) => PrincipalMatch.Role,
            _ => PrincipalMatch.None,
        };
    }

    private static PrincipalMatch Named(PrincipalEntry entry, RequestPrincipal principal, RequestPrincipalKind kind, StringComparison comparison) =>
        principal.Kind == kind && (entry.Value == "*" || string.Equals(entry.Value, principal.Id, comparison))
            ? PrincipalMatch.Direct
            : PrincipalMatch.None;
}
