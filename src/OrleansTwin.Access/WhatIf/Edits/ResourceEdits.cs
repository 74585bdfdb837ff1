using System.Collections.Immutable;
using OrleansTwin.Access.Attacks;
using OrleansTwin.Access.Decisions;
using OrleansTwin.Access.Graph;
using OrleansTwin.Access.Graph.Snapshots;
using OrleansTwin.Access.Policies;

namespace OrleansTwin.Access.WhatIf.Edits;

/// <summary>Changes of resources: their policies, what runs with which role, what exists, what an organisation controls.</summary>
public static class ResourceEdits
{
    private const string Block = "block public access of ";
    private const string Acl = "ACL of ";

    /// <summary>Sets the resource's own policy; null takes it away. What S3 weighs beside it stays.</summary>
    public static WhatIfEdit Policy(string arn, CompiledPolicy? policy) => new(arn, policy is null ? $"the policy of {arn} is deleted" : $"the policy of {arn} is set", world =>
    {
        var beside = (world.Snapshot.ResourcePolicies.GetValueOrDefault(arn) ?? LayerPolicies.None).Policies.Where(static p => IsBeside(p.Name));
        ImmutableArray<CompiledPolicy> policies = [.. policy is null ? [] : new[] { policy }, .. beside];
        return EditOutcome.Of(Set(world, arn, policies.IsEmpty ? null : LayerPolicies.Of(policies)));
    });

    /// <summary>Adds one statement's policy beside what is there (a Lambda permission), or takes it away by name.</summary>
    public static WhatIfEdit Permission(string arn, string name, CompiledPolicy? policy) => new(arn, $"permission {name} on {arn} is {(policy is null ? "taken away" : "given")}", world =>
    {
        var known = world.Snapshot.ResourcePolicies.GetValueOrDefault(arn) ?? LayerPolicies.None;
        ImmutableArray<CompiledPolicy> kept = [.. known.Policies.Where(p => p.Name != name).Select(p => policy is null ? WithoutStatement(p, name) : p)];
        var layer = known with { Policies = policy is null ? kept : kept.Add(policy) };
        return EditOutcome.Of(Set(world, arn, layer.IsEmpty ? null : layer));
    });

    /// <summary>Block public access of a bucket; the account's own, where one was in the snapshot, is not known apart and stays.</summary>
    public static WhatIfEdit PublicAccess(string bucket, PublicAccessBlock block) => new("arn:aws:s3:::" + bucket, $"block public access of {bucket} is {(block == PublicAccessBlock.Off ? "off" : "set")}", world =>
    {
        var arn = "arn:aws:s3:::" + bucket;
        var owner = world.Snapshot.Stores.FirstOrDefault(s => s.Arn == arn)?.Account ?? (world.Snapshot.Accounts.Length == 1 ? world.Snapshot.Accounts[0].Account : null);
        var known = world.Snapshot.ResourcePolicies.GetValueOrDefault(arn) ?? LayerPolicies.None;
        var plain = known with { Policies = [.. known.Policies.Where(p => !p.Name.StartsWith(Block, StringComparison.Ordinal) && !(block.IgnorePublicAcls && p.Name.StartsWith(Acl, StringComparison.Ordinal)))] };
        var changed = Set(world, arn, BucketAccess.Joined(bucket, owner, plain.IsEmpty ? null : plain, block, []));
        return EditOutcome.Of(changed with { Snapshot = changed.Snapshot with { Stores = [.. changed.Snapshot.Stores.Select(s => s.Arn == arn ? s with { PublicAccessSeen = true } : s)] } });
    });

    /// <summary>A grant of the bucket's ACL to everybody or everybody signed in; an empty list takes all such grants away.</summary>
    public static WhatIfEdit BucketAcl(string bucket, IReadOnlyList<(string Grantee, string Permission)> grants) => new("arn:aws:s3:::" + bucket, $"the ACL of {bucket} is set", world =>
    {
        var arn = "arn:aws:s3:::" + bucket;
        var known = world.Snapshot.ResourcePolicies.GetValueOrDefault(arn) ?? LayerPolicies.None;
        var blocked = known.Policies.Any(static p => p.Name.StartsWith(Block, StringComparison.Ordinal));
        var plain = known with { Policies = [.. known.Policies.Where(static p => !p.Name.StartsWith(Acl, StringComparison.Ordinal))] };
        return EditOutcome.Of(Set(world, arn, BucketAccess.Joined(bucket, null, plain.IsEmpty ? null : plain, PublicAccessBlock.Off with { IgnorePublicAcls = blocked }, grants)));
    });

    /// <summary>A workload runs with another role, or with none; one that is not there is made.</summary>
    public static WhatIfEdit Role(string arn, string kind, string? role) => new(arn, role is null ? $"{arn} loses its role" : $"{arn} runs with {role}", world =>
        InAccount(world, arn, account =>
        {
            var known = account.Workloads.FirstOrDefault(w => w.Arn == arn);
            var changed = known is null ? new Workload(arn, kind, role, ImmutableDictionary<string, string>.Empty) : known with { RoleArn = role };
            return account with { Workloads = [.. account.Workloads.Where(w => w.Arn != arn), changed] };
        }));

    /// <summary>An instance gets an instance profile, by ARN or name, and so its role; null takes it away.</summary>
    public static WhatIfEdit Profile(string instance, string? profile) => new(instance, profile is null ? $"{instance} loses its instance profile" : $"{instance} gets instance profile {profile}", world =>
    {
        if (profile is null)
        {
            return Role(instance, "ec2:instance", null).Apply(world);
        }

        var account = instance.Split(':') is [_, _, _, _, { Length: > 0 } id, ..] ? world.Account(id) : null;
        var role = account?.Roles.FirstOrDefault(r => r.InstanceProfiles.Any(p => p == profile || p.EndsWith("/" + profile, StringComparison.Ordinal)));
        return role is null ? EditOutcome.NotKnown($"which role instance profile {profile} holds") : Role(instance, "ec2:instance", role.Arn).Apply(world);
    });

    public static WhatIfEdit FunctionUrl(string arn, string? auth) => new(arn, auth is null ? $"the URL of {arn} is deleted" : $"{arn} gets a URL that asks for {(auth == "NONE" ? "no credentials" : auth)}", world =>
        InAccount(world, arn, account => account with
        {
            Workloads = [.. account.Workloads.Select(w => w.Arn != arn ? w : w with { Attributes = auth is null ? w.Attributes.Remove(WorkloadLists.FunctionUrlAuth) : w.Attributes.SetItem(WorkloadLists.FunctionUrlAuth, auth) })],
        }));

    public static WhatIfEdit Remove(string arn) => new(arn, $"{arn} is deleted", world =>
    {
        var snapshot = world.Snapshot with { Stores = [.. world.Snapshot.Stores.Where(s => s.Arn != arn)], ResourcePolicies = world.Snapshot.ResourcePolicies.Remove(arn) };
        return EditOutcome.Of(world with { Snapshot = snapshot with { Accounts = [.. snapshot.Accounts.Select(a => a.Workloads.Any(w => w.Arn == arn) ? a with { Workloads = [.. a.Workloads.Where(w => w.Arn != arn)] } : a)] } });
    });

    public static WhatIfEdit Store(string arn, string account, IEnumerable<KeyValuePair<string, string>> tags) => new(arn, $"{arn} is made", world => EditOutcome.Of(world with
    {
        Snapshot = world.Snapshot with
        {
            Stores = [.. world.Snapshot.Stores.Where(s => s.Arn != arn), new(arn, account, ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, tags)) { PublicAccessSeen = arn.StartsWith("arn:aws:s3:::", StringComparison.Ordinal) ? true : null }],
        },
    }));

    public static WhatIfEdit Grant(KmsGrant grant) => new(grant.Key, $"grant {grant.GrantId} on {grant.Key} is given to {grant.Grantee}", world => EditOutcome.Of(world with
    {
        Snapshot = world.Snapshot with { Accounts = [.. world.Snapshot.Accounts.Select(a => a with { KmsGrants = [.. a.KmsGrants.Where(g => g.GrantId != grant.GrantId || g.Key != grant.Key), grant] })] },
    }));

    /// <summary>
    /// A control policy on a node of the organisation: an account, a unit or root whose accounts the snapshot tells, or <c>*</c> for all.
    /// It stands beside what is attached there; null takes it away by name.
    /// </summary>
    public static WhatIfEdit Control(bool resource, string node, string name, CompiledPolicy? policy) => new(node, $"{(resource ? "resource" : "service")} control policy {name} on {(node == "*" ? "every account" : node)} is {(policy is null ? "taken away" : "set")}", world =>
    {
        var bound = world.Snapshot.Accounts.Where(a => node == "*" || a.Account == node || a.ServiceControl.Any(l => l.Node == node) || a.ResourceControl.Any(l => l.Node == node)).Where(static a => !a.IsManagementAccount).ToList();
        if (bound.Count == 0)
        {
            return EditOutcome.NotKnown($"which accounts stand under {node}");
        }

        foreach (var account in bound)
        {
            var levels = resource ? account.ResourceControl : account.ServiceControl;
            var changed = Levels(levels, node == "*" ? account.Account : node, name, policy);
            world = world.With(resource ? account with { ResourceControl = changed } : account with { ServiceControl = changed });
        }

        return EditOutcome.Of(world);
    });

    private static ImmutableArray<OrganizationLevel> Levels(ImmutableArray<OrganizationLevel> levels, string node, string name, CompiledPolicy? policy)
    {
        var at = levels.FirstOrDefault(l => l.Node == node);
        if (at is null)
        {
            // AWS attaches its allow-all to every node until somebody takes it away.
            return policy is null ? levels : levels.Add(new(node, LayerPolicies.Of(FullAccess, policy)));
        }

        ImmutableArray<CompiledPolicy> kept = [.. at.Policies.Policies.Where(p => p.Name != name)];
        return levels.Replace(at, at with { Policies = at.Policies with { Policies = policy is null ? kept : kept.Add(policy) } });
    }

    private static EditOutcome InAccount(AttackWorld world, string arn, Func<AccountSnapshot, AccountSnapshot> change) =>
        arn.Split(':', 6) is [_, _, _, _, { Length: > 0 } id, _] && world.Account(id) is { } account ? EditOutcome.Of(world.With(change(account))) : EditOutcome.NotKnown($"the account of {arn} is not in the snapshot");

    private static AttackWorld Set(AttackWorld world, string arn, LayerPolicies? layer) => world with
    {
        Snapshot = world.Snapshot with { ResourcePolicies = layer is null ? world.Snapshot.ResourcePolicies.Remove(arn) : world.Snapshot.ResourcePolicies.SetItem(arn, layer) },
    };

    private static CompiledPolicy WithoutStatement(CompiledPolicy policy, string sid) =>
        policy.Document.Statements.Any(s => s.Sid == sid) ? CompiledPolicy.Compile(policy.Name, policy.Document with { Statements = [.. policy.Document.Statements.Where(s => s.Sid != sid)] }) : policy;

    private static bool IsBeside(string name) => name.StartsWith(Block, StringComparison.Ordinal) || name.StartsWith(Acl, StringComparison.Ordinal);

    private static CompiledPolicy FullAccess { get; } = CompiledPolicy.Compile("FullAWSAccess", PolicyReader.Read("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""").Document!);
}
