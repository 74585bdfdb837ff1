using System.Collections.Immutable;
using System.Globalization;
using OrleansTwin.Access.Attacks;
using OrleansTwin.Access.Conditions;
using OrleansTwin.Access.Network;
using OrleansTwin.Access.Paths;

namespace OrleansTwin.Access.WhatIf.Edits;

/// <summary>Changes of the network, and steps cut.</summary>
public static class NetworkEdits
{
    public static WhatIfEdit Rule(string group, bool ingress, PacketRule rule, bool present) => new(group, $"a rule of {group} is {(present ? "opened" : "closed")}", world =>
    {
        if (!world.Network.Groups.TryGetValue(group, out var known))
        {
            return EditOutcome.NotKnown($"security group {group} is not in the snapshot");
        }

        var rules = ingress ? known.Ingress : known.Egress;
        var changed = present ? rules.Add(rule) : [.. rules.SelectMany(r => Less(r, rule))];
        return EditOutcome.Of(Set(world, ingress ? known with { Ingress = changed } : known with { Egress = changed }));
    });

    /// <summary>All rules of a group at once; the group is made where it is not there.</summary>
    public static WhatIfEdit Group(string group, ImmutableArray<PacketRule> ingress, ImmutableArray<PacketRule> egress) => new(group, $"the rules of {group} are set", world => EditOutcome.Of(Set(world, new(group, ingress, egress))));

    /// <summary>Which groups an interface or instance is in.</summary>
    public static WhatIfEdit Membership(string id, ImmutableArray<string> groups) => new(id, $"{id} is in {string.Join(", ", groups)}", world =>
        world.Network.Interfaces.Any(i => i.Id == id || i.Instance == id)
            ? EditOutcome.Of(world with { Network = world.Network with { Interfaces = [.. world.Network.Interfaces.Select(i => i.Id == id || i.Instance == id ? i with { Groups = groups } : i)] } })
            : EditOutcome.NotKnown($"{id} is not in the snapshot"));

    /// <summary>A route of a table; null target takes it away.</summary>
    public static WhatIfEdit Route(string table, AddressRange destination, string? target) => new(table, target is null ? $"a route of {table} is deleted" : $"{table} routes to {target}", world =>
    {
        if (world.Network.RouteTables.FirstOrDefault(t => t.Id == table) is not { } known)
        {
            return EditOutcome.NotKnown($"route table {table} is not in the snapshot");
        }

        ImmutableArray<RouteEntry> kept = [.. known.Routes.Where(r => r.Range != destination)];
        var changed = known with { Routes = target is null ? kept : kept.Add(new(destination, null, target, false)) };
        return EditOutcome.Of(world with { Network = world.Network with { RouteTables = world.Network.RouteTables.Replace(known, changed) } });
    });

    /// <summary>An entry of a network ACL; null takes the one of its number away.</summary>
    public static WhatIfEdit Acl(string acl, int number, bool egress, AclEntry? entry) => new(acl, $"entry {number.ToString(CultureInfo.InvariantCulture)} of {acl} is {(entry is null ? "deleted" : "set")}", world =>
    {
        if (world.Network.Acls.FirstOrDefault(a => a.Id == acl) is not { } known)
        {
            return EditOutcome.NotKnown($"network ACL {acl} is not in the snapshot");
        }

        IEnumerable<AclEntry> kept = known.Entries.Where(e => e.Number != number || e.Egress != egress);
        var changed = known with { Entries = [.. (entry is null ? kept : kept.Append(entry)).OrderBy(static e => e.Number)] };
        return EditOutcome.Of(world with { Network = world.Network with { Acls = world.Network.Acls.Replace(known, changed) } });
    });

    public static WhatIfEdit Cut(PathCut cut) => new($"{cut.From?.Value ?? "*"} → {cut.To?.Value ?? "*"}", $"the step from {cut.From?.Value ?? "anything"} to {cut.To?.Value ?? "anything"} is cut", world =>
        EditOutcome.Of(world with { Cuts = world.Cuts.Add(cut) }));

    /// <summary>What is left of a rule when another is revoked: AWS takes away what is the same in protocol and ports, peer by peer.</summary>
    private static IEnumerable<PacketRule> Less(PacketRule rule, PacketRule revoked)
    {
        if (rule.Protocol != revoked.Protocol || (rule.Protocol is not null && (rule.FromPort != revoked.FromPort || rule.ToPort != revoked.ToPort)))
        {
            return [rule];
        }

        var left = rule with { Ranges = [.. rule.Ranges.Except(revoked.Ranges)], Groups = [.. rule.Groups.Except(revoked.Groups)], PrefixLists = [.. rule.PrefixLists.Except(revoked.PrefixLists)] };
        return left.Ranges.IsEmpty && left.Groups.IsEmpty && left.PrefixLists.IsEmpty ? [] : [left];
    }

    private static AttackWorld Set(AttackWorld world, SecurityGroupNode group) => world with { Network = world.Network with { Groups = world.Network.Groups.SetItem(group.Id, group) } };
}
