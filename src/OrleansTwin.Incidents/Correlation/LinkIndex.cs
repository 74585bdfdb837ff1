namespace OrleansTwin.Incidents.Correlation;

/// <summary>Nodes by key, each list in the order of the nodes.</summary>
internal static class LinkIndex
{
    public static Dictionary<LinkKey, List<int>> Of(IReadOnlyList<LinkNode> nodes, Func<LinkNode, bool> counts, Func<LinkNode, IEnumerable<LinkKey>> keysOf, HashSet<LinkKey> crowded)
    {
        var index = new Dictionary<LinkKey, List<int>>();
        for (var node = 0; node < nodes.Count; node++)
        {
            if (!counts(nodes[node]))
            {
                continue;
            }

            foreach (var key in keysOf(nodes[node]))
            {
                if (!crowded.Contains(key))
                {
                    if (!index.TryGetValue(key, out var members))
                    {
                        index[key] = members = [];
                    }

                    members.Add(node);
                }
            }
        }

        return index;
    }
}
