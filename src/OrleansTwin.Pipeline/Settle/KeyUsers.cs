using OrleansTwin.Incidents.Correlation;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Signals;
using OrleansTwin.Twin.Baselines;
using OrleansTwin.Twin.State;

namespace OrleansTwin.Pipeline.Settle;

/// <summary>
/// How many identities had used the key of a link before a time, as the entities' baselines remember: principals of an address or data
/// store, the people and programs of a role. A user agent is no entity: its users are counted over the notable events. Null where
/// nothing is remembered. A function of the set of events; the tables of baselines are bounded, far above the bounds of links.
/// </summary>
internal sealed class KeyUsers
{
    /// <summary>Users remembered of one agent: more than any bound of a link asks for.</summary>
    private const int AgentUsersMax = 64;

    private readonly IReadOnlyDictionary<EntityId, EntityState> _states;
    private readonly Dictionary<(LinkKind Kind, string Value), DateTimeOffset[]?> _firsts = [];

    public KeyUsers(IReadOnlyDictionary<EntityId, EntityState> states, IEnumerable<EventRecord> notable)
    {
        _states = states;
        var users = new Dictionary<string, Dictionary<string, DateTimeOffset>>(StringComparer.Ordinal);
        foreach (var record in notable.Where(static record => record.UserAgent is { Length: > 0 } && !record.Actor.ViaService))
        {
            if (!users.TryGetValue(record.UserAgent!, out var known))
            {
                users[record.UserAgent!] = known = new(StringComparer.Ordinal);
            }

            var user = record.Behind is { Confidence: >= Confidence.Strong } behind ? behind.Id.Value : record.Actor.Id;
            if (!known.TryGetValue(user, out var first) || record.Time < first)
            {
                known[user] = record.Time;
            }
        }

        foreach (var (agent, known) in users)
        {
            _firsts[(LinkKind.Agent, agent)] = [.. known.Values.Order().Take(AgentUsersMax)];
        }
    }

    public int? Before(LinkKind kind, string value, DateTimeOffset at)
    {
        if (!_firsts.TryGetValue((kind, value), out var firsts))
        {
            _firsts[(kind, value)] = firsts = FirstUses(kind, value);
        }

        if (firsts is null)
        {
            return null;
        }

        var index = Array.BinarySearch(firsts, at);
        while (index > 0 && firsts[index - 1] == at)
        {
            index--;
        }

        return index >= 0 ? index : ~index;
    }

    /// <summary>The first time each user used it, ascending; null where that is not remembered.</summary>
    private DateTimeOffset[]? FirstUses(LinkKind kind, string value) => kind switch
    {
        LinkKind.Origin => Principals(EntityId.Address(value)),
        LinkKind.SharedResource or LinkKind.TouchedResource => Principals(new(value)),
        LinkKind.WeakLineage or LinkKind.EnablingChange => Subjects(new(value)),
        _ => null,
    };

    // A person who uses several roles bears one session name in all of them, and is one user.
    private DateTimeOffset[]? Principals(EntityId id) =>
        _states.TryGetValue(id, out var state) && state.Baseline.ValuesOf(string.Empty, Dimension.Principal) is { } table
            ? [.. table.Values.GroupBy(static pair => pair.Value.Context.Session ?? pair.Key, StringComparer.Ordinal)
                .Select(static user => user.Min(static pair => pair.Value.First.Time)).Order()]
            : null;

    private DateTimeOffset[]? Subjects(EntityId id)
    {
        if (!_states.TryGetValue(id, out var state))
        {
            return null;
        }

        DateTimeOffset[] firsts = [.. state.Baseline.Values.Where(static pair => pair.Key.Dimension == Dimension.Service)
            .Select(static pair => pair.Value.Values.Values.Min(static stat => stat.First.Time)).Order()];
        return firsts.Length == 0 ? null : firsts;
    }
}
