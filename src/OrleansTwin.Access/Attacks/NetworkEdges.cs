using System.Globalization;
using OrleansTwin.Access.Network;
using OrleansTwin.Access.Paths;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Access.Attacks;

/// <summary>
/// What the network lets through to workloads: from the internet to each interface with a public address, and between interfaces where a
/// security group names the sender's group or range. Each candidate is followed by <see cref="ReachDecider"/>, routes and ACLs included.
/// </summary>
internal static class NetworkEdges
{
    // A range this wide is not one owner's.
    private const int InternetPrefixMax = 8;
    private const int ViaMax = 8;

    public static IReadOnlyList<PathEdge> Of(AttackWorld world, AttackLimits limits, out bool complete)
    {
        var names = Names(world);
        var edges = new List<PathEdge>();
        complete = true;
        foreach (var receiver in world.Network.Interfaces.Where(static i => i.Instance is not null))
        {
            var rules = receiver.Groups.Select(g => world.Network.Groups.GetValueOrDefault(g)).OfType<SecurityGroupNode>().SelectMany(static g => g.Ingress.Select(r => (Group: g.Id, Rule: r))).ToList();
            if (receiver.Addresses.Any(static a => a.Public is not null))
            {
                edges.AddRange(FromInternet(world.Network, receiver, rules, names, limits));
            }
        }

        var pairs = 0;
        foreach (var (sender, receiver, rule) in Inside(world.Network))
        {
            if (++pairs > limits.NetworkPairsMax)
            {
                complete = false;
                break;
            }

            var answer = ReachDecider.Decide(world.Network, new(sender.Id, receiver.Id, rule.Protocol, rule.FromPort));
            if (EdgeOf(names[sender.Id], names[receiver.Id], answer, Words(rule)) is { } edge)
            {
                edges.Add(edge);
            }
        }

        return Joined(edges);
    }

    private static IEnumerable<PathEdge> FromInternet(NetworkEstate network, InterfaceNode receiver, IReadOnlyList<(string Group, PacketRule Rule)> rules, Dictionary<string, EntityId> names, AttackLimits limits)
    {
        foreach (var (group, rule) in rules.Where(static r => r.Rule.Ranges.Any(static range => range.Prefix <= InternetPrefixMax)).DistinctBy(static r => (r.Rule.Protocol, r.Rule.FromPort)).Take(limits.PortsMax))
        {
            var answer = ReachDecider.Decide(network, new("internet", receiver.Id, rule.Protocol, rule.FromPort));
            if (EdgeOf(AttackNodes.Internet, names[receiver.Id], answer, $"{Words(rule)} by {group}") is { } edge)
            {
                yield return edge;
            }
        }
    }

    private static IEnumerable<(InterfaceNode Sender, InterfaceNode Receiver, PacketRule Rule)> Inside(NetworkEstate network)
    {
        var byGroup = network.Interfaces.SelectMany(static i => i.Groups.Select(g => (Group: g, Interface: i))).ToLookup(static p => p.Group, static p => p.Interface, StringComparer.Ordinal);
        var own = network.Interfaces.Where(static i => i.Instance is not null).ToList();
        foreach (var receiver in own)
        {
            foreach (var rule in receiver.Groups.Select(g => network.Groups.GetValueOrDefault(g)).OfType<SecurityGroupNode>().SelectMany(static g => g.Ingress))
            {
                var senders = rule.Groups.SelectMany(g => byGroup[g]).Where(static i => i.Instance is not null)
                    .Concat(rule.Ranges.Length == 0 ? [] : own.Where(i => i.Addresses.Any(a => rule.Ranges.Any(r => r.Contains(a.Private)))));
                foreach (var sender in senders.Where(s => s.Id != receiver.Id && s.Instance != receiver.Instance).DistinctBy(static s => s.Id))
                {
                    yield return (sender, receiver, rule);
                }
            }
        }
    }

    private static PathEdge? EdgeOf(EntityId from, EntityId to, ReachAnswer answer, string via) => answer.Verdict switch
    {
        ReachVerdict.Reachable => new(from, to, "network", via, Certainty.Certain, EdgeCost.Network),
        ReachVerdict.NotEnoughInformation => new(from, to, "network", via, Certainty.NotDecidable, EdgeCost.Unsure) { Assumes = answer.Hops.IsEmpty ? default : [answer.Hops[^1].Why] },
        _ => null,
    };

    /// <summary>One step for each pair, with its ports.</summary>
    private static List<PathEdge> Joined(IEnumerable<PathEdge> edges) =>
    [
        .. edges.GroupBy(static e => (e.From, e.To, e.Certainty)).Select(static group => group.First() with
        {
            Via = string.Join(", ", group.Select(static e => e.Via).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(ViaMax)),
            Assumes = group.SelectMany(static e => e.Assumes).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToValueArray(),
        }),
    ];

    /// <summary>Interface id to the workload that has it: its ARN where the identities' side knows it.</summary>
    private static Dictionary<string, EntityId> Names(AttackWorld world)
    {
        var instances = world.Snapshot.Accounts.SelectMany(static a => a.Workloads).Where(static w => w.Kind == "ec2:instance")
            .GroupBy(static w => w.Arn[(w.Arn.LastIndexOf('/') + 1)..], StringComparer.Ordinal).ToDictionary(static g => g.Key, static g => g.First().Arn, StringComparer.Ordinal);
        return world.Network.Interfaces.DistinctBy(static i => i.Id)
            .ToDictionary(static i => i.Id, i => new EntityId(i.Instance is { } id ? instances.GetValueOrDefault(id, id) : i.Id), StringComparer.Ordinal);
    }

    private static string Words(PacketRule rule)
    {
        var protocol = rule.Protocol switch { null => "everything", "6" => "tcp", "17" => "udp", "1" => "icmp", "58" => "icmpv6", var number => $"protocol {number}" };
        return rule.FromPort is not { } from || protocol == "everything" ? protocol
            : rule.ToPort is { } to && to != from ? string.Create(CultureInfo.InvariantCulture, $"{protocol}/{from}-{to}")
            : string.Create(CultureInfo.InvariantCulture, $"{protocol}/{from}");
    }
}
