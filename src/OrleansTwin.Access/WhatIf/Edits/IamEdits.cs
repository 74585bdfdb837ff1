using System.Collections.Immutable;
using OrleansTwin.Access.Graph;
using OrleansTwin.Access.Policies;

namespace OrleansTwin.Access.WhatIf.Edits;

/// <summary>Changes of identities and their policies.</summary>
public static class IamEdits
{
    /// <summary>Sets an inline policy; null takes it away.</summary>
    public static WhatIfEdit Inline(PrincipalRef who, string name, CompiledPolicy? policy) =>
        On(who, policy is null ? $"inline policy {name} of {who.Name} is deleted" : $"inline policy {name} of {who.Name} is set", a => Members(a, who,
            u => u with { Inline = Put(u.Inline, name, policy) }, r => r with { Inline = Put(r.Inline, name, policy) }, g => g with { Inline = Put(g.Inline, name, policy) }));

    public static WhatIfEdit Attach(PrincipalRef who, string policyArn, bool attached) =>
        On(who, $"{Last(policyArn)} is {(attached ? "attached to" : "detached from")} {who.Name}", a => Members(a, who,
            u => u with { Attached = Put(u.Attached, policyArn, attached) }, r => r with { Attached = Put(r.Attached, policyArn, attached) }, g => g with { Attached = Put(g.Attached, policyArn, attached) }));

    /// <summary>Makes a managed policy, or sets its version in force; null deletes it.</summary>
    public static WhatIfEdit Managed(string account, string arn, CompiledPolicy? policy) => new(arn, policy is null ? $"policy {Last(arn)} is deleted" : $"policy {Last(arn)} says what is given", world =>
    {
        if (world.Account(account) is not { } home)
        {
            return EditOutcome.NotKnown($"account {account} is not in the snapshot");
        }

        var known = home.Policies.FirstOrDefault(p => p.Arn == arn);
        var kept = home.Policies.Where(p => p.Arn != arn);
        return EditOutcome.Of(world.With(home with { Policies = policy is null ? [.. kept] : [.. kept, known is null ? new(arn, policy, []) : known with { Default = policy }] }));
    });

    public static WhatIfEdit Trust(PrincipalRef role, CompiledPolicy? trust) =>
        On(role, $"the trust policy of {role.Name} is set", a => Members(a, role, null, r => r with { Trust = trust }, null));

    /// <summary>Null takes the boundary away.</summary>
    public static WhatIfEdit Boundary(PrincipalRef who, string? policyArn) =>
        On(who, policyArn is null ? $"{who.Name} loses its permission boundary" : $"{Last(policyArn)} bounds {who.Name}", a => Members(a, who, u => u with { Boundary = policyArn }, r => r with { Boundary = policyArn }, null));

    public static WhatIfEdit Membership(string account, string user, string group, bool member) =>
        On(new(account, "user", user), $"{user} {(member ? "joins" : "leaves")} group {group}", a => Members(a, new(account, "user", user), u => u with { Groups = Put(u.Groups, group, member) }, null, null));

    /// <summary>Adds a role to an instance profile, or takes it out.</summary>
    public static WhatIfEdit Profile(string account, string profileArn, string role, bool held) =>
        On(new(account, "role", role), $"{role} is {(held ? "put into" : "taken out of")} instance profile {Last(profileArn)}", a => Members(a, new(account, "role", role), null, r => r with { InstanceProfiles = Put(r.InstanceProfiles, profileArn, held) }, null));

    public static WhatIfEdit Create(PrincipalRef who, string arn, CompiledPolicy? trust, string? boundary = null) => new(arn, $"{who.Kind} {who.Name} is made", world =>
    {
        if (world.Account(who.Account) is not { } home)
        {
            return EditOutcome.NotKnown($"account {who.Account} is not in the snapshot");
        }

        var without = Without(home, who);
        return EditOutcome.Of(world.With(who.Kind switch
        {
            "user" => without with { Users = without.Users.Add(new(arn, who.Name, [], [], []) { AccessKeys = 0, HasLoginProfile = false, Boundary = boundary }) },
            "role" => without with { Roles = without.Roles.Add(new(arn, who.Name, trust, [], [], []) { Boundary = boundary }) },
            _ => without with { Groups = without.Groups.Add(new(arn, who.Name, [], [])) },
        }));
    });

    public static WhatIfEdit Delete(PrincipalRef who) => On(who, $"{who.Kind} {who.Name} is deleted", a => Without(a, who));

    /// <summary>Counts the user's keys up or down.</summary>
    public static WhatIfEdit Keys(string account, string user, int by) =>
        On(new(account, "user", user), $"an access key of {user} is {(by > 0 ? "made" : "deleted")}", a => Members(a, new(account, "user", user), u => u with { AccessKeys = u.AccessKeys is { } keys ? Math.Max(0, keys + by) : null }, null, null));

    public static WhatIfEdit Login(string account, string user, bool has) =>
        On(new(account, "user", user), $"{user} {(has ? "gets" : "loses")} a console password", a => Members(a, new(account, "user", user), u => u with { HasLoginProfile = has }, null, null));

    private static WhatIfEdit On(PrincipalRef who, string text, Func<AccountSnapshot, AccountSnapshot> change) => new(who.Arn, text, world =>
        world.Account(who.Account) is not { } account ? EditOutcome.NotKnown($"account {who.Account} is not in the snapshot")
        : !Exists(account, who) ? EditOutcome.NotKnown($"{who.Kind} {who.Name} of account {who.Account} is not in the snapshot")
        : EditOutcome.Of(world.With(change(account))));

    private static bool Exists(AccountSnapshot account, PrincipalRef who) => who.Kind switch
    {
        "user" => account.Users.Any(u => u.Name == who.Name),
        "role" => account.Roles.Any(r => r.Name == who.Name),
        _ => account.Groups.Any(g => g.Name == who.Name),
    };

    private static AccountSnapshot Members(AccountSnapshot account, PrincipalRef who, Func<SnapshotUser, SnapshotUser>? user, Func<SnapshotRole, SnapshotRole>? role, Func<SnapshotGroup, SnapshotGroup>? group) => who.Kind switch
    {
        "user" when user is not null => account with { Users = [.. account.Users.Select(u => u.Name == who.Name ? user(u) : u)] },
        "role" when role is not null => account with { Roles = [.. account.Roles.Select(r => r.Name == who.Name ? role(r) : r)] },
        "group" when group is not null => account with { Groups = [.. account.Groups.Select(g => g.Name == who.Name ? group(g) : g)] },
        _ => account,
    };

    private static AccountSnapshot Without(AccountSnapshot account, PrincipalRef who) => who.Kind switch
    {
        "user" => account with { Users = [.. account.Users.Where(u => u.Name != who.Name)] },
        "role" => account with { Roles = [.. account.Roles.Where(r => r.Name != who.Name)] },
        _ => account with { Groups = [.. account.Groups.Where(g => g.Name != who.Name)] },
    };

    private static ImmutableArray<NamedPolicy> Put(ImmutableArray<NamedPolicy> policies, string name, CompiledPolicy? policy)
    {
        ImmutableArray<NamedPolicy> kept = [.. policies.Where(p => p.Name != name && p.Compiled?.Name != name)];
        return policy is null ? kept : kept.Add(new(name, policy));
    }

    private static ImmutableArray<string> Put(ImmutableArray<string> items, string item, bool present)
    {
        ImmutableArray<string> kept = [.. items.Where(i => i != item)];
        return present ? kept.Add(item) : kept;
    }

    private static string Last(string arn) => arn[(arn.LastIndexOf('/') + 1)..];
}
