using System.Collections.Immutable;
using OrleansTwin.Access.Clouds;
using OrleansTwin.Access.Conditions;

namespace OrleansTwin.Access.Google;

/// <summary>
/// Whether an identity is one of a policy's members, by "Principal identifiers". <c>allAuthenticatedUsers</c> leaves out identities of pools; a
/// <c>deleted:</c> member is nobody; a domain holds the users whose address ends with it.
/// </summary>
internal sealed class GoogleMembers(GoogleIdentity caller, Membership membership)
{
    private const string GroupSet = "principalSet://goog/group/";
    // Behind `principalSet:`, nothing and the domain.
    private const int FirstPart = 3;
    private const string Customer = "principalSet://goog/cloudIdentityCustomerId/";

    /// <summary>Whether any member is the caller; what leaves it open is added to <paramref name="missing"/>.</summary>
    public Truth Any(ImmutableArray<string> members, List<string> missing)
    {
        var result = Truth.No;
        var open = new List<string>();
        foreach (var member in members)
        {
            var one = Is(member);
            if (one == Truth.Yes)
            {
                return one;
            }

            if (one == Truth.Unknown)
            {
                open.Add(member);
                result = one;
            }
        }

        missing.AddRange(open.Select(static m => $"whether the caller is in {m}"));
        return result;
    }

    public Truth Is(string member)
    {
        if (member.StartsWith("deleted:", StringComparison.Ordinal))
        {
            return Truth.No;
        }

        if (member is "allUsers" or "principalSet://goog/public:all")
        {
            return Truth.Yes;
        }

        if (member == "allAuthenticatedUsers")
        {
            return (caller.Kind is GoogleIdentityKind.User or GoogleIdentityKind.ServiceAccount).ToTruth();
        }

        if (GoogleIdentity.Parse(member) is { } named)
        {
            return (named.Kind == caller.Kind && named.Id == caller.Id).ToTruth();
        }

        if (Group(member) is { } group)
        {
            return caller.Kind == GoogleIdentityKind.Anonymous ? Truth.No : membership.In(group);
        }

        if (member.StartsWith("domain:", StringComparison.Ordinal))
        {
            return (caller.Kind == GoogleIdentityKind.User && caller.Id.EndsWith('@' + member["domain:".Length..].ToLowerInvariant(), StringComparison.Ordinal)).ToTruth();
        }

        return caller.Kind == GoogleIdentityKind.Anonymous ? Truth.No : Set(member);
    }

    private static string? Group(string member) =>
        member.StartsWith("group:", StringComparison.Ordinal) ? member["group:".Length..].ToLowerInvariant()
        : member.StartsWith(GroupSet, StringComparison.Ordinal) ? member[GroupSet.Length..].ToLowerInvariant()
        : null;

    /// <summary>A set of a pool, an organisation or a customer; also <c>projectOwner:</c> and the like, whose members another policy names.</summary>
    private Truth Set(string member)
    {
        if (caller.PrincipalSets.Contains(member, StringComparer.Ordinal))
        {
            return Truth.Yes;
        }

        if (Pool(member) is { } pool)
        {
            var own = caller.Kind == GoogleIdentityKind.Federated ? Pool(caller.Id) : null;
            if (own != pool)
            {
                return Truth.No;
            }

            if (member.EndsWith("/*", StringComparison.Ordinal))
            {
                return Truth.Yes;
            }
        }
        else if (member.StartsWith(Customer, StringComparison.Ordinal) && caller.Kind != GoogleIdentityKind.User)
        {
            return Truth.No;
        }

        return caller.SetsAreComplete ? Truth.No : Truth.Unknown;
    }

    /// <summary>The pool that a name lies in: all up to its id.</summary>
    private static string? Pool(string name)
    {
        var parts = name.Split('/');
        var at = Array.FindIndex(parts, static p => p is "workloadIdentityPools" or "workforcePools");
        return at < FirstPart || at + 1 >= parts.Length ? null : string.Join('/', parts[FirstPart..(at + 2)]);
    }
}
