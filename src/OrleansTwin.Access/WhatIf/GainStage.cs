using OrleansTwin.Access.Abilities;
using OrleansTwin.Access.Attacks;
using OrleansTwin.Access.Decisions;
using OrleansTwin.Access.Graph;
using OrleansTwin.Access.Jewels;
using OrleansTwin.Access.Paths;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Access.WhatIf;

/// <summary>
/// What somebody may do in one graph and may not, or less surely, in another: abilities over stores, acting as a role, administering an
/// account, reaching over the network; for a workload with another role also what that role may do with stores.
/// </summary>
internal static class GainStage
{
    public static IReadOnlyList<Gain> Of(AttackGraph without, AttackGraph with)
    {
        var rows = Stores(without, with).Concat(Steps(without, with)).ToList();
        return [.. rows.GroupBy(static r => (r.Who, r.Can, r.Certainty, Via: string.Join('|', r.Via), Conditions: string.Join('|', r.Conditions), Kind: Family(r.What)))
            .Select(group => Joined([.. group.OrderByDescending(r => Rank(r.What, with)).ThenBy(static r => r.What, StringComparer.Ordinal)]))
            .OrderBy(static g => g.Certainty).ThenByDescending(g => Rank(g.What, with)).ThenBy(static g => g.Who).ThenBy(static g => g.Can, StringComparer.Ordinal).ThenBy(static g => g.What, StringComparer.Ordinal)];
    }

    private static Gain Joined(Gain[] rows) => rows[0] with { Count = rows.Length, Examples = rows.Take(Gain.ExamplesMax).Select(static r => new EntityId(r.What)).ToValueArray() };

    private static IEnumerable<Gain> Stores(AttackGraph without, AttackGraph with)
    {
        foreach (var (key, answers) in with.Stores.Held)
        {
            if (without.Stores.Held.TryGetValue(key, out var known) && known == answers)
            {
                continue;
            }

            foreach (var answer in answers.Where(a => known.IsDefault || !known.Any(k => k.Can == a.Can && k.Certainty >= a.Certainty)))
            {
                yield return Row(new(key.Identity), answer, answer.Via);
            }
        }
    }

    private static IEnumerable<Gain> Steps(AttackGraph without, AttackGraph with)
    {
        var known = Surest(without);
        foreach (var (key, edge) in Surest(with).OrderBy(static e => e.Key.From).ThenBy(static e => e.Key.To).ThenBy(static e => e.Key.Can, StringComparer.Ordinal))
        {
            if ((known.TryGetValue(key, out var before) && before.Certainty <= edge.Certainty) || WasAdministrator(without, key.From, key.To))
            {
                continue;
            }

            yield return new()
            {
                Who = key.From,
                Can = key.Can,
                What = key.To.Value,
                Certainty = edge.Certainty == Certainty.Certain ? GainCertainty.Always : GainCertainty.Conditional,
                Conditions = edge.Assumes,
                Via = [edge.Via],
            };
            if (edge.Kind == "runsAs")
            {
                foreach (var (pair, answers) in with.Stores.Held.Where(h => h.Key.Identity == edge.To.Value))
                {
                    foreach (var answer in answers)
                    {
                        yield return Row(edge.From, answer, [edge.To.Value, .. answer.Via]);
                    }
                }
            }
        }
    }

    /// <summary>An administrator's steps within its account are drawn over one node: whatever it does there it could do.</summary>
    private static bool WasAdministrator(AttackGraph graph, EntityId from, EntityId to)
    {
        var account = from.AccountOf();
        return graph.Accounts.TryGetValue(account, out var drawn) && drawn.IsAdministrator(from.Value) && (to == AttackNodes.Administrator(account) || to.AccountOf() == account);
    }

    /// <summary>One step for each ability between two ends; steps to stores by a policy of the estate are told by <see cref="Stores"/>.</summary>
    private static Dictionary<(EntityId From, EntityId To, string Can), PathEdge> Surest(AttackGraph graph)
    {
        var surest = new Dictionary<(EntityId From, EntityId To, string Can), PathEdge>();
        for (var index = 0; index < graph.Steps.EdgeCount; index++)
        {
            var edge = graph.Steps.Edge(index);
            if (AttackNodes.IsAdministrator(edge.From) || (edge.Kind == "store" && graph.Stores.Held.ContainsKey((edge.From.Value, edge.To.Value))))
            {
                continue;
            }

            foreach (var can in Words(edge))
            {
                var key = (edge.From, edge.To, can);
                if (!surest.TryGetValue(key, out var known) || edge.Certainty < known.Certainty)
                {
                    surest[key] = edge;
                }
            }
        }

        return surest;
    }

    private static IEnumerable<string> Words(PathEdge edge) => edge.Kind switch
    {
        // Ports one by one, so that one more of them is told as that.
        "network" => edge.Via.Split(", ").Select(static port => $"connect {port.Split(" by ")[0]}"),
        "store" => edge.Via.Split(" by ")[0].Split(", "),
        "administrator" => ["administer"],
        "escalate" when AttackNodes.IsAdministrator(edge.To) => ["become"],
        "assume" or "escalate" or "runsAs" => ["act as"],
        var kind => [kind],
    };

    private static Gain Row(EntityId who, AbilityAnswer answer, IEnumerable<string> via) => new()
    {
        Who = who,
        Can = answer.Can,
        What = answer.What,
        Certainty = answer.Certainty switch { AccessCertainty.Always => GainCertainty.Always, AccessCertainty.Conditional => GainCertainty.Conditional, _ => GainCertainty.Unknown },
        Conditions = answer.Conditions.ToValueArray(),
        Via = via.ToValueArray(),
    };

    private static int Rank(string store, AttackGraph graph) => graph.Jewels.TryGetValue(new(store), out var jewel) ? JewelLevel.RankOf(jewel.Level) : 0;

    private static string Family(string what) => what.StartsWith("arn:", StringComparison.Ordinal) && what.Split(':', 4) is [_, _, var service, _] ? service : what;
}
