using OrleansTwin.Model.Events;

namespace OrleansTwin.Incidents.Story;

/// <summary>Events held in memory, found by id and by actor key: fills <see cref="IncidentWorld.EventOf"/> and <see cref="IncidentWorld.EventsOf"/>.</summary>
public sealed class EventIndex
{
    private readonly Dictionary<string, EventRecord> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<EventRecord>> _byActor = new(StringComparer.Ordinal);

    public EventIndex(IEnumerable<EventRecord> events)
    {
        foreach (var record in events)
        {
            _byId[record.Id] = record;
        }

        foreach (var record in _byId.Values.OrderBy(static record => record.Order))
        {
            foreach (var key in ActorKeys.Of(record).Distinct(StringComparer.Ordinal))
            {
                if (!_byActor.TryGetValue(key, out var list))
                {
                    _byActor[key] = list = [];
                }

                list.Add(record);
            }
        }
    }

    public EventRecord? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>Events of any of the keys within [from, to], each once, in canonical order.</summary>
    public IEnumerable<EventRecord> Of(IReadOnlySet<string> keys, DateTimeOffset from, DateTimeOffset to)
    {
        var found = new SortedDictionary<EventOrder, EventRecord>();
        foreach (var key in keys)
        {
            if (_byActor.TryGetValue(key, out var list))
            {
                for (var at = FirstFrom(list, from); at < list.Count && list[at].Time <= to; at++)
                {
                    found[list[at].Order] = list[at];
                }
            }
        }

        return found.Values;
    }

    private static int FirstFrom(List<EventRecord> list, DateTimeOffset from)
    {
        var (low, high) = (0, list.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (list[middle].Time < from)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
