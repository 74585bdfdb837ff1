using OrleansTwin.Pipeline.Query.Fields;

namespace OrleansTwin.Pipeline.Query;

/// <summary>All that can be asked for.</summary>
public static class QuerySources
{
    public static IReadOnlyList<QuerySource> All { get; } =
    [
        new("entities", "resources, identities, credentials, addresses and accounts, as of now", EntityFields.All, "id"),
        new("events", "events of the history (notable ones; all where the server keeps all)", EventFields.All, "time"),
        new("signals", "signals", SignalFields.All, "time"),
        new("alerts", "alerts: a subject's signals", AlertFields.All, "time"),
        new("incidents", "incidents: alerts that belong together", IncidentFields.All, "firstSeen"),
        new("changes", "changes with impact", ChangeFields.All, "time"),
    ];

    public static QuerySource? Find(string name) => All.FirstOrDefault(source => source.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
