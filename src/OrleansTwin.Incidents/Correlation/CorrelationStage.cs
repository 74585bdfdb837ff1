using OrleansTwin.Incidents.Alerts;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Incidents.Correlation;

/// <summary>
/// Signals and changes with impact become incidents: connected components of the pairwise links in <c>Data/links.json</c> that hold at
/// least one alert. Parts of alerts join each other; weaker signals and usual changes are leaves, each told with one of them. The answer depends on the sets alone, not on the order they come in.
/// </summary>
public static class CorrelationStage
{
    /// <param name="signals">All signals; suppressed ones are left out.</param>
    /// <param name="impacts">All impacts; those below the severity in links.json are left out.</param>
    /// <param name="source">Events, and who had used what before.</param>
    public static CorrelationAnswer Correlate(IEnumerable<Signal> signals, IEnumerable<Impact> impacts, LinkSource source)
    {
        var ordered = SignalSet.Of(signals);
        var sessions = AlertStage.Build(ordered);
        var nodes = LinkNodes.Of(sessions, ordered, DistinctById(impacts), source);
        var (sets, links) = LinkFold.Of(nodes, LinkKnowledge.Current);

        var members = new SortedDictionary<int, List<LinkNode>>();
        for (var index = 0; index < nodes.Count; index++)
        {
            var root = sets.Find(index);
            if (!members.TryGetValue(root, out var group))
            {
                members[root] = group = [];
            }

            group.Add(nodes[index]);
        }

        var sessionOf = sessions.SelectMany(static session => session.Signals.Select(signal => (signal.Id, session))).ToDictionary(static pair => pair.Id, static pair => pair.session, StringComparer.Ordinal);
        var linksOf = LinksByNode(links, nodes, sets);
        var groups = members.Select(pair => GroupOf(pair.Value, sessionOf, linksOf.GetValueOrDefault(pair.Key) ?? [])).OfType<IncidentGroup>().ToList();
        groups.Sort(static (left, right) => SignalSet.Compare(left.Signals[0], right.Signals[0]));
        return new(sessions, groups.ToValueArray());
    }

    private static Dictionary<int, List<Link>> LinksByNode(IReadOnlyList<Link> links, List<LinkNode> nodes, UnionFind sets)
    {
        var indexOf = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var index = 0; index < nodes.Count; index++)
        {
            indexOf[nodes[index].Id] = index;
        }

        return links.GroupBy(link => sets.Find(indexOf[link.From])).ToDictionary(static group => group.Key, static group => group.ToList());
    }

    private static IncidentGroup? GroupOf(List<LinkNode> nodes, Dictionary<string, AlertSession> sessionOf, List<Link> links)
    {
        var signals = nodes.Where(static node => node.Signal is not null).Select(static node => node.Signal!).ToList();
        var sessions = signals.Select(signal => sessionOf[signal.Id]).Distinct(ReferenceEqualityComparer.Instance).Cast<AlertSession>().ToList();
        var alerts = sessions.Where(static session => session.Alert is not null).Select(static session => session.Alert!).ToList();
        if (alerts.Count == 0)
        {
            return null;
        }

        return new()
        {
            Id = IncidentGroup.IdOf(signals[0]),
            Signals = signals.ToValueArray(),
            Sessions = sessions.ToValueArray(),
            Alerts = alerts.OrderBy(static alert => alert.Time).ThenBy(static alert => alert.Id, StringComparer.Ordinal).ToValueArray(),
            Impacts = nodes.Where(static node => node.Impact is not null).Select(static node => node.Impact!).ToValueArray(),
            Links = links.OrderBy(static link => link.Kind).ThenBy(static link => link.From, StringComparer.Ordinal).ThenBy(static link => link.To, StringComparer.Ordinal).ToValueArray(),
        };
    }

    private static IEnumerable<Impact> DistinctById(IEnumerable<Impact> impacts) =>
        impacts.GroupBy(static impact => impact.Id, StringComparer.Ordinal)
            .Select(static group => group.OrderBy(static impact => Model.Json.TwinJson.Line(impact), StringComparer.Ordinal).Last());
}
