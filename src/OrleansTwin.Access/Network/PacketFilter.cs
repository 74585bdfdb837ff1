using System.Globalization;
using OrleansTwin.Access.Conditions;

namespace OrleansTwin.Access.Network;

/// <summary>Security groups and network ACLs on one packet.</summary>
internal sealed class PacketFilter(NetworkEstate estate)
{
    /// <param name="own">The interface whose groups are asked.</param>
    /// <param name="packet">The packet.</param>
    /// <param name="peer">The other end's address.</param>
    /// <param name="peerInterface">The other end, for rules that name groups.</param>
    /// <param name="egress">Leaving or entering.</param>
    /// <param name="walk">Takes the hop.</param>
    public Truth SecurityGroups(InterfaceNode own, Packet packet, AddressRange peer, InterfaceNode? peerInterface, bool egress, ReachWalk walk)
    {
        if (own.Groups.IsEmpty)
        {
            // Interfaces of gateways carry no groups and are not filtered by them.
            return Truth.Yes;
        }

        var best = Truth.No;
        foreach (var id in own.Groups)
        {
            if (!estate.Groups.TryGetValue(id, out var group))
            {
                best = best.Or(Truth.Unknown);
                continue;
            }

            foreach (var rule in egress ? group.Egress : group.Ingress)
            {
                var one = Rule(rule, packet, peer, peerInterface);
                if (one == Truth.Yes)
                {
                    walk.Pass(id, "securityGroup", Show(rule), egress ? "lets it out" : "lets it in");
                    return Truth.Yes;
                }

                best = best.Or(one);
            }
        }

        walk.Pass(string.Join(',', own.Groups), "securityGroup", null, best == Truth.Unknown
            ? "a group or prefix list was not seen"
            : egress ? "no rule lets it out" : "no rule lets it in");
        return best;
    }

    /// <summary>The first entry that covers the packet decides; one that covers a part of it is passed over.</summary>
    public Truth Acl(string subnet, Packet packet, bool egress, ReachWalk walk)
    {
        var acl = estate.Acls.FirstOrDefault(a => a.Subnets.Contains(subnet));
        if (acl is null)
        {
            walk.Pass(subnet, "networkAcl", null, "the subnet's network ACL was not seen");
            return Truth.Unknown;
        }

        var peer = egress ? packet.To : packet.From;
        foreach (var entry in acl.Entries)
        {
            if (entry.Egress == egress && packet.Fits(entry.Protocol, entry.FromPort, entry.ToPort) && entry.Range.Contains(peer))
            {
                walk.Pass(acl.Id, "networkAcl", string.Create(CultureInfo.InvariantCulture, $"{(egress ? "egress" : "ingress")} {entry.Number}"), entry.Allow ? "allows" : "denies");
                return entry.Allow.ToTruth();
            }
        }

        walk.Pass(acl.Id, "networkAcl", null, "no entry allows");
        return Truth.No;
    }

    private Truth Rule(PacketRule rule, Packet packet, AddressRange peer, InterfaceNode? peerInterface)
    {
        if (!packet.Fits(rule.Protocol, rule.FromPort, rule.ToPort))
        {
            return Truth.No;
        }

        if (rule.Ranges.Any(r => r.Contains(peer)) || (peerInterface is not null && rule.Groups.Any(peerInterface.Groups.Contains)))
        {
            return Truth.Yes;
        }

        var outcome = Truth.No;
        foreach (var list in rule.PrefixLists)
        {
            outcome = outcome.Or(estate.PrefixLists.TryGetValue(list, out var ranges) ? ranges.Any(r => r.Contains(peer)).ToTruth() : Truth.Unknown);
        }

        return outcome;
    }

    private static string Show(PacketRule rule) => string.Create(
        CultureInfo.InvariantCulture, $"protocol {rule.Protocol ?? "all"} ports {(rule.FromPort is null ? "all" : $"{rule.FromPort}-{rule.ToPort}")}");
}
