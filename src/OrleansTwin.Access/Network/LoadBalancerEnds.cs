using System.Collections.Immutable;

namespace OrleansTwin.Access.Network;

/// <summary>
/// Questions that name a load balancer: it stands for its interfaces, one of which suffices. It takes connections on the ports of its
/// listeners only. What it hands on to its targets is another packet, from the load balancer to the target.
/// </summary>
internal static class LoadBalancerEnds
{
    private const string Kind = "loadBalancer";

    /// <summary>The answer, or null where neither end is a load balancer.</summary>
    public static ReachAnswer? Decide(NetworkEstate estate, ReachQuestion question)
    {
        var (from, to) = (Find(estate, question.From), Find(estate, question.To));
        if (from is null && to is null)
        {
            return null;
        }

        if (to is not null && !to.Ports.IsDefault && question.Port is { } port && !to.Ports.Contains(port))
        {
            return new(ReachVerdict.Blocked, [new ReachHop(to.Id, Kind, null, "no listener on this port")]);
        }

        var answers = Ends(estate, from, question.From).SelectMany(left => Ends(estate, to, question.To).Select(right => ReachDecider.One(estate, question with { From = left, To = right }))).ToList();
        if (answers.Count == 0)
        {
            return new(ReachVerdict.NotEnoughInformation, [new ReachHop((to ?? from)!.Id, Kind, null, "its interfaces were not seen")]);
        }

        // Reachable by one interface is reachable; blocked must be blocked by all.
        var best = answers.OrderBy(static a => a.Verdict switch { ReachVerdict.Reachable => 0, ReachVerdict.NotEnoughInformation => 1, _ => 2 }).First();
        return to is { Ports.IsDefault: true } && best.Verdict == ReachVerdict.Reachable
            ? new(ReachVerdict.NotEnoughInformation, best.Hops.Add(new ReachHop(to.Id, Kind, null, "its listeners were not seen")))
            : best;
    }

    private static LoadBalancerNode? Find(NetworkEstate estate, string name) => estate.LoadBalancers.FirstOrDefault(b => b.Id == name || b.Name == name || b.Dns == name);

    private static ImmutableArray<string> Ends(NetworkEstate estate, LoadBalancerNode? balancer, string name) =>
        balancer is null ? [name] : [.. estate.Interfaces.Where(i => i.Description == balancer.Description).Select(static i => i.Id).Order(StringComparer.Ordinal)];
}
