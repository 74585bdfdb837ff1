using OrleansTwin.Incidents.Correlation;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Incidents;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Incidents.Story;

/// <summary>
/// Breadth-first over relations and known abilities from what the actors hold: the blast radius. An ability known only as a pattern
/// counts with its examples. Bounded in hops and entities; neighbours are taken in ordinal order.
/// </summary>
internal static class ReachStage
{
    public static void Tell(StoryContext story)
    {
        var map = new ReachMap();
        var queue = new Queue<EntityId>();
        foreach (var id in Footholds(story))
        {
            map.Footholds.Add(id);
            map.Nodes[id] = new(id, 0, EntityId.None, "did", Certainty.Certain, null, "the actors acted as it or on it");
            queue.Enqueue(id);
        }

        while (queue.TryDequeue(out var id))
        {
            var hop = map.Nodes[id].Hop + 1;
            if (hop > StoryLimits.HopsMax)
            {
                map.Complete = false;
                continue;
            }

            foreach (var next in Neighbours(story, map, id, hop))
            {
                if (map.Nodes.ContainsKey(next.Id))
                {
                    continue;
                }

                if (map.Nodes.Count >= StoryLimits.ReachMax)
                {
                    map.Complete = false;
                    break;
                }

                map.Nodes[next.Id] = next;
                queue.Enqueue(next.Id);
            }
        }

        story.Reach = map;
    }

    /// <summary>Worst first: crown jewels, then worth of the type, then fewest hops, then id.</summary>
    public static BlastRadius RadiusOf(StoryContext story)
    {
        var reached = Worst(story).ToList();
        return new(reached.Count, reached.Count(story.IsJewel), reached.Take(BlastRadius.EntitiesMax).ToValueArray());
    }

    public static IEnumerable<EntityId> Worst(StoryContext story) =>
        story.Reach.Nodes.Values.Where(static node => node.Hop > 0)
            .OrderByDescending(node => story.IsJewel(node.Id))
            .ThenByDescending(node => StoryKnowledge.Current.WorthOf(story.TypeOf(node.Id)))
            .ThenBy(static node => node.Hop).ThenBy(static node => node.Id)
            .Select(static node => node.Id);

    /// <summary>Identities the actors acted as, workloads behind them, and workloads that acted themselves. A refused call gives no foothold, and one that may have been refused none that is sure.</summary>
    private static SortedSet<EntityId> Footholds(StoryContext story)
    {
        var ids = new SortedSet<EntityId>();
        foreach (var record in story.Events.Where(record => record.Outcome is not (Outcome.Denied or Outcome.Unknown) && story.Scope.Holds(record)))
        {
            Add(ids, EventReading.ActorOf(record));
            if (record.Behind is { Confidence: >= Confidence.Strong } behind)
            {
                Add(ids, behind.Id);
            }
        }

        foreach (var signal in story.Group.Signals)
        {
            var isOwn = signal.Actor is null || signal.Actor.Id.IsNone;
            if (isOwn && EntityAlias.IsWorkload(signal.Subject))
            {
                Add(ids, signal.Subject);
            }

            if (signal.Actor is { Behind: { Confidence: >= Confidence.Strong } behind })
            {
                Add(ids, behind.Id);
            }
        }

        return ids;

        void Add(SortedSet<EntityId> set, EntityId id)
        {
            if (LinkKnowledge.Current.MayLink(id))
            {
                set.Add(story.Canonical(id));
            }
        }
    }

    private static IEnumerable<ReachNode> Neighbours(StoryContext story, ReachMap map, EntityId id, int hop)
    {
        var found = new List<ReachNode>();
        foreach (var relation in story.ViewOf(id)?.Relations ?? default)
        {
            if (Rule(relation.Kind, "out") is { } rule && LinkKnowledge.Current.MayLink(relation.To))
            {
                found.Add(new(story.Canonical(relation.To), hop, id, rule.Edge, Certainty.Certain, null, rule.Why));
            }
        }

        foreach (var relation in story.World.RelationsTo(id))
        {
            if (Rule(relation.Kind, "in") is { } rule)
            {
                found.Add(new(story.Canonical(relation.From), hop, id, rule.Edge, Certainty.Certain, null, rule.Why));
            }
        }

        foreach (var gain in story.World.AbilitiesOf(id).OrderBy(static gain => gain.Can, StringComparer.Ordinal).ThenBy(static gain => gain.What, StringComparer.Ordinal))
        {
            var edge = gain.Can.StartsWith("connect", StringComparison.Ordinal) ? "canReach" : "canAccess";
            foreach (var target in gain.Examples.Where(static target => !target.IsNone))
            {
                var node = new ReachNode(story.Canonical(target), hop, id, edge, CertaintyOf(gain.Certainty), gain, $"it may {gain.Can} it{Via(gain)}");
                found.Add(node);
                map.Abilities.Add(node);
            }
        }

        return found.Where(node => node.Id != id).OrderBy(static node => node.Certainty).ThenBy(static node => node.Id).ThenBy(static node => node.Edge, StringComparer.Ordinal);
    }

    private static string Via(Gain gain) => gain.Via.IsEmpty ? string.Empty : $" by way of {string.Join(", ", gain.Via.Select(static via => Text.EntityLabel.Of(new(via))))}";

    private static ReachRule? Rule(Model.Changes.RelationKind kind, string along) =>
        Array.Find(StoryKnowledge.Current.Reach, rule => rule.Kind == kind && rule.Along == along);

    private static Certainty CertaintyOf(GainCertainty certainty) => certainty switch
    {
        GainCertainty.Always => Certainty.Certain,
        GainCertainty.Conditional => Certainty.Possible,
        _ => Certainty.NotDecidable,
    };
}
