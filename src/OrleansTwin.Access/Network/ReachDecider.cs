using System.Collections.Immutable;
using OrleansTwin.Access.Conditions;

namespace OrleansTwin.Access.Network;

/// <summary>
/// Follows a packet through the network: leave the sender (security group, ACL, route), pass the route's target
/// (<see cref="ReachWalk"/>), enter the receiver (ACL, security group, a way back). Security groups are stateful, so
/// they are asked for the way there only; ACLs are asked for the answer too.
/// </summary>
public static class ReachDecider
{
    public static ReachAnswer Decide(NetworkEstate estate, ReachQuestion question)
    {
        ArgumentNullException.ThrowIfNull(estate);
        ArgumentNullException.ThrowIfNull(question);
        return LoadBalancerEnds.Decide(estate, question) ?? One(estate, question);
    }

    /// <summary>A question whose ends are addresses, interfaces, instances or the internet.</summary>
    internal static ReachAnswer One(NetworkEstate estate, ReachQuestion question)
    {
        var walk = new ReachWalk(estate, question);
        var verdict = Start(estate, question, walk);
        return new ReachAnswer(verdict, walk.Hops.ToImmutableArray());
    }

    private static ReachVerdict Start(NetworkEstate estate, ReachQuestion question, ReachWalk walk)
    {
        var target = FindTarget(estate, question, out var to);
        if (target is null && to is null)
        {
            return walk.Unknown(question.To, "interface", "the receiver was not seen and is no address");
        }

        if (question.From == "internet")
        {
            return FromInternet(estate, walk, target, to);
        }

        if (FindInterface(estate, question.From) is { } sender && sender.Addresses.Length > 0)
        {
            if (Pair(sender, target, to) is not var (own, receiver))
            {
                return walk.Stop(sender.Id, "interface", null, $"no address of the family of {question.To}");
            }

            return walk.FromInterface(sender, Packet.Of(own, receiver, question));
        }

        if (estate.VpnGateways.TryGetValue(question.From, out var vpn))
        {
            return walk.EnterFromVpn(vpn, target, to ?? target!.Addresses[0].Private);
        }

        if (AddressRange.TryParse(question.From, out var outside) && !ReachWalk.IsPrivate(outside))
        {
            return FromInternet(estate, walk, target, to, outside);
        }

        return walk.Unknown(question.From, "interface", "the sender was not seen");
    }

    /// <summary>Addresses of one family: of the receiver's where it was named, else of the first that both have.</summary>
    private static (AddressRange Own, AddressRange Receiver)? Pair(InterfaceNode sender, InterfaceNode? target, AddressRange? to)
    {
        foreach (var receiver in to is { } named ? [named] : target!.Addresses.Select(static a => a.Private))
        {
            foreach (var own in sender.Addresses.Where(a => a.Private.IsV6 == receiver.IsV6))
            {
                return (own.Private, receiver);
            }
        }

        return null;
    }

    private static ReachVerdict FromInternet(NetworkEstate estate, ReachWalk walk, InterfaceNode? target, AddressRange? to, AddressRange? sender = null)
    {
        walk.Pass("internet", "internet", null, "starts outside");
        if (to is { } address && ReachWalk.IsPrivate(address))
        {
            return walk.Stop("internet", "internet", null, "a private address is not routed on the internet");
        }

        var pair = target?.Addresses.FirstOrDefault(a => a.Public is not null && (to is null || a.Public == to));
        if (target is null || pair?.Public is null)
        {
            return estate.Seen.Contains("NetworkInterfaces")
                ? walk.Stop("internet", "internet", null, target is null ? "no interface has this address" : $"{target.Id} has no public address")
                : walk.Unknown("internet", "internet", "network interfaces were not seen");
        }

        return walk.EnterFromInternet(target, pair.Value.Private, sender);
    }

    private static InterfaceNode? FindTarget(NetworkEstate estate, ReachQuestion question, out AddressRange? address)
    {
        address = null;
        if (!AddressRange.TryParse(question.To, out var range))
        {
            return FindInterface(estate, question.To);
        }

        address = range;
        return estate.Interfaces.FirstOrDefault(i => i.Addresses.Any(a => a.Public == range || a.Private == range));
    }

    private static InterfaceNode? FindInterface(NetworkEstate estate, string name) =>
        estate.Interfaces.FirstOrDefault(i => i.Id == name || i.Instance == name)
        ?? (AddressRange.TryParse(name, out var address) ? estate.Interfaces.FirstOrDefault(i => i.Addresses.Any(a => a.Private == address || a.Public == address)) : null);
}
