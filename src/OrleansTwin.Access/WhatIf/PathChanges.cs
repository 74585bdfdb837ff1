using OrleansTwin.Access.Attacks;
using OrleansTwin.Access.Graph;
using OrleansTwin.Access.Jewels;
using OrleansTwin.Access.Paths;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;

namespace OrleansTwin.Access.WhatIf;

/// <summary>
/// Ways to jewels and to administrator that one graph has and another has not. A pair counts where no way led there at all; a surer or
/// shorter way of a pair that was open already is told by the steps gained. Ways over an administrator's node are told as the way to it.
/// </summary>
internal static class PathChanges
{
    /// <summary>Pairs whose routes are looked for.</summary>
    private const int PairsMax = 2_000;

    public static IReadOnlyList<PathChange> Of(AttackGraph without, AttackGraph with)
    {
        var limits = PathLimits.Default with { RoutesMax = 1 };
        var outside = with.Outside.ToHashSet();
        var changes = new List<PathChange>();
        foreach (var target in with.Targets)
        {
            var before = Reachers(without.Steps, target, limits);
            foreach (var from in Reachers(with.Steps, target, limits).Where(n => !before.Contains(n) && IsStart(n, outside)).Order().Take(PairsMax - Math.Min(PairsMax, changes.Count)))
            {
                if (PathStage.Best(from, target, with.Steps, limits) is [var route, ..] && !route.Steps.Skip(1).Any(static s => AttackNodes.IsAdministrator(s.From)))
                {
                    changes.Add(new(from, target, route, TextOf(route, with)));
                }
            }
        }

        return [.. changes.OrderBy(c => outside.Contains(c.From) ? 0 : 1).ThenByDescending(c => Rank(c.To, with)).ThenBy(static c => c.Route.Certainty).ThenBy(static c => c.Route.Cost).ThenBy(static c => c.From).ThenBy(static c => c.To)];
    }

    /// <summary>Internet → tcp/22 → instance i-1 → role app → read customers.</summary>
    public static string TextOf(Route route, AttackGraph graph)
    {
        var text = AttackNodes.NameOf(route.Steps[0].From) + string.Concat(route.Steps.Select(static step => $" → {Word(step)} → {AttackNodes.NameOf(step.To)}"));
        var jewel = graph.Jewels.TryGetValue(route.Steps[^1].To, out var found) ? $", {found.Phrase()}" : string.Empty;
        return text + jewel + (route.Certainty == Certainty.Certain ? string.Empty : " (possible)");
    }

    private static string Word(PathEdge step) => step.Kind switch
    {
        "network" or "store" => step.Via,
        "escalate" => $"escalation: {step.Via}",
        "runsAs" => "its role",
        "assume" => "assume",
        "administrator" => "it is",
        _ => step.Kind,
    };

    private static int Rank(EntityId target, AttackGraph graph) => graph.Jewels.TryGetValue(target, out var jewel) ? JewelLevel.RankOf(jewel.Level) : JewelLevel.RankOf(JewelLevel.High);

    private static bool IsStart(EntityId id, HashSet<EntityId> outside) => !AttackNodes.IsAdministrator(id) && (outside.Contains(id) || id.Kind is EntityKind.Identity or EntityKind.Resource);

    private static HashSet<EntityId> Reachers(Adjacency graph, EntityId target, PathLimits limits)
    {
        var end = graph.IndexOf(target);
        var found = new HashSet<EntityId>();
        if (end < 0)
        {
            return found;
        }

        var seen = new HashSet<int> { end };
        List<int> level = [end];
        for (var hop = 0; hop < limits.HopsMax && level.Count > 0; hop++)
        {
            var next = new List<int>();
            foreach (var node in level)
            {
                foreach (var edge in graph.EdgesTo(node))
                {
                    if (seen.Add(graph.SourceOf(edge)))
                    {
                        next.Add(graph.SourceOf(edge));
                        found.Add(graph.Node(graph.SourceOf(edge)));
                    }
                }
            }

            level = next;
        }

        return found;
    }
}
