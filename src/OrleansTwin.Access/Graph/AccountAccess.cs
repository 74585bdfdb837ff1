using System.Collections.Immutable;
using System.Globalization;
using OrleansTwin.Access.Assets;
using OrleansTwin.Access.Conditions;
using OrleansTwin.Access.Decisions;
using OrleansTwin.Access.Policies;

namespace OrleansTwin.Access.Graph;

/// <summary>
/// A snapshot made ready for questions: each identity with its policies resolved. Answers who-can and can-what;
/// an attached policy that is neither in the snapshot nor managed by AWS counts as not seen.
/// </summary>
public sealed class AccountAccess
{
    private readonly ManagedPolicyCatalogue _managed;
    private readonly Dictionary<string, SnapshotPolicy> _policies;
    private readonly Dictionary<string, SnapshotGroup> _groups;
    private readonly Dictionary<string, Identity> _identities = new(StringComparer.Ordinal);

    public AccountAccess(AccountSnapshot snapshot, ManagedPolicyCatalogue managed)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(managed);
        Snapshot = snapshot;
        _managed = managed;
        _policies = snapshot.Policies.GroupBy(p => p.Arn, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        _groups = snapshot.Groups.GroupBy(g => g.Name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        foreach (var user in snapshot.Users)
        {
            _identities[user.Arn] = OfUser(user, user.Groups);
        }

        foreach (var role in snapshot.Roles)
        {
            _identities[role.Arn] = OfRole(role);
        }
    }

    public AccountSnapshot Snapshot { get; }

    /// <summary>Users and roles, by ARN.</summary>
    public IEnumerable<Identity> Identities => _identities.Values.OrderBy(i => i.Arn, StringComparer.Ordinal);

    public Identity? Find(string arn) => _identities.GetValueOrDefault(arn);

    public SnapshotGroup? FindGroup(string name) => _groups.GetValueOrDefault(name);

    public SnapshotPolicy? FindPolicy(string arn) => _policies.GetValueOrDefault(arn);

    /// <summary>Who can do this action on this resource. Rows that can never are left out.</summary>
    public IEnumerable<AccessRow> WhoCan(string action, string resource, LayerPolicies? resourcePolicy = null) =>
        Identities.Select(i => Ask(i, action, resource, resourcePolicy)).Where(r => r.Decision.Certainty != AccessCertainty.Never);

    /// <summary>One identity, one action, one resource or pattern of resources.</summary>
    public AccessRow Ask(Identity identity, string action, string resource, LayerPolicies? resourcePolicy = null)
    {
        ArgumentNullException.ThrowIfNull(identity);
        ArgumentNullException.ThrowIfNull(resource);
        var set = resourcePolicy is null ? identity.Policies : identity.Policies with { Resource = resourcePolicy };
        var owner = resource.Split(':', 6) is [_, _, _, _, { Length: 12 } account, _] ? account : Snapshot.Account;
        var request = AccessRequest.OfPattern(identity.Principal, action, resource, owner, identity.Context);
        return new AccessRow(identity.Arn, action, resource, AccessDecider.Decide(set, request));
    }

    /// <summary>The identity as it would be with one more group.</summary>
    public Identity WithGroup(Identity identity, string group)
    {
        ArgumentNullException.ThrowIfNull(identity);
        var user = Snapshot.Users.First(u => u.Arn == identity.Arn);
        return OfUser(user, user.Groups.Add(group));
    }

    /// <summary>The identity as it would be if a policy allowed it everything: boundary and control policies remain.</summary>
    public Identity WithAllAllowed(Identity identity)
    {
        ArgumentNullException.ThrowIfNull(identity);
        var all = _managed.Find("arn:aws:iam::aws:policy/AdministratorAccess") ?? AllowAll;
        return identity with { Policies = identity.Policies with { Identity = identity.Policies.Identity with { Policies = identity.Policies.Identity.Policies.Add(all) } } };
    }

    /// <summary>A managed policy by ARN, from the snapshot or from AWS's own.</summary>
    public CompiledPolicy? Managed(string arn) => _policies.GetValueOrDefault(arn)?.Default ?? _managed.Find(arn);

    private static CompiledPolicy AllowAll { get; } = CompiledPolicy.Compile(
        "AdministratorAccess", PolicyReader.Read("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""").Document!);

    private Identity OfUser(SnapshotUser user, ImmutableArray<string> groupNames)
    {
        var gathered = new Gathered();
        gathered.Add(user.Inline);
        gathered.Add(user.Attached, this);
        foreach (var name in groupNames)
        {
            if (_groups.TryGetValue(name, out var group))
            {
                gathered.Add(group.Inline);
                gathered.Add(group.Attached, this);
            }
            else
            {
                gathered.Unseen.Add($"of group {name}");
            }
        }

        return Make(user.Arn, gathered, user.Boundary, user.Tags, groupNames);
    }

    private Identity OfRole(SnapshotRole role)
    {
        var gathered = new Gathered();
        gathered.Add(role.Inline);
        gathered.Add(role.Attached, this);
        return Make(role.Arn, gathered, role.Boundary, role.Tags, []);
    }

    private Identity Make(string arn, Gathered gathered, string? boundary, ImmutableArray<(string Key, string Value)> tags, ImmutableArray<string> groups)
    {
        if (!RequestPrincipal.TryParse(arn, out var principal))
        {
            throw new ArgumentException($"`{arn}` passed the snapshot's reader", nameof(arn));
        }

        LayerPolicies? limit = null;
        if (boundary is not null)
        {
            limit = Managed(boundary) is { } policy ? LayerPolicies.Of(policy) : LayerPolicies.NotSeen(boundary);
        }

        var set = new PolicySet
        {
            Identity = new LayerPolicies([.. gathered.Policies], [.. gathered.Unseen]),
            PermissionBoundary = limit,
            ServiceControl = Snapshot.ServiceControl,
            ResourceControl = Snapshot.ResourceControl,
            CallerInManagementAccount = Snapshot.IsManagementAccount,
            ResourceInManagementAccount = Snapshot.IsManagementAccount,
            KmsGrants = [.. Snapshot.KmsGrants.Where(grant => IsFor(grant, principal))],
        };
        return new Identity(principal, set, ContextOf(principal, tags), [.. gathered.Customer.Distinct(StringComparer.Ordinal)], groups);
    }

    private static bool IsFor(KmsGrant grant, RequestPrincipal principal) => grant.Grantee == principal.Id
        || (RequestPrincipal.TryParse(grant.Grantee, out var named) && named.IsRoleKind && principal.IsRoleKind && named.Account == principal.Account && named.Name == principal.Name);

    private RequestContext ContextOf(RequestPrincipal principal, ImmutableArray<(string Key, string Value)> tags)
    {
        var known = PrincipalContext.Derive(principal, Snapshot.Account)
            .Concat(tags.Select(t => KeyValuePair.Create("aws:PrincipalTag/" + t.Key, ContextValue.Of(t.Value))));
        if (Snapshot.AsOf is { } now)
        {
            var time = ContextValue.Of(now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            // Who holds a key can always ask for a fresh session, so its token is as new as the question.
            known = known.Append(KeyValuePair.Create("aws:CurrentTime", time)).Append(KeyValuePair.Create("aws:TokenIssueTime", time))
                .Append(KeyValuePair.Create("aws:EpochTime", ContextValue.Of(now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture))));
        }

        return RequestContext.Create(known, complete: false);
    }

    private sealed class Gathered
    {
        public List<CompiledPolicy> Policies { get; } = [];

        public List<string> Unseen { get; } = [];

        public List<string> Customer { get; } = [];

        public void Add(ImmutableArray<NamedPolicy> inline)
        {
            foreach (var policy in inline)
            {
                if (policy.Compiled is { } compiled)
                {
                    Policies.Add(compiled);
                }
                else
                {
                    Unseen.Add(policy.Name);
                }
            }
        }

        public void Add(ImmutableArray<string> attached, AccountAccess account)
        {
            foreach (var arn in attached)
            {
                if (!arn.Contains(":iam::aws:", StringComparison.Ordinal))
                {
                    Customer.Add(arn);
                }

                if (account.Managed(arn) is { } policy)
                {
                    Policies.Add(policy);
                }
                else
                {
                    Unseen.Add(arn);
                }
            }
        }
    }
}
