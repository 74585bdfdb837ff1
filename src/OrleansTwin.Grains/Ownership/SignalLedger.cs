using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;
using OrleansTwin.Twin.State;

namespace OrleansTwin.Grains.Ownership;

/// <summary>
/// The shard's signals by where they came from. Deciding again replaces what that origin said from a time on; what is said no more
/// is gone, what is new or different is changed. The ledger always holds the whole present set.
/// </summary>
public sealed class SignalLedger
{
    private readonly Dictionary<string, Dictionary<string, Signal>> _byOrigin = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _holders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Signal> _signals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Signal> _withdrawn = new(StringComparer.Ordinal);
    private readonly Dictionary<EntityId, HashSet<string>> _bySubject = [];

    public IReadOnlyDictionary<string, Signal> Signals => _signals;

    /// <summary>Origin of what rules said of an event.</summary>
    public static string Said(string eventId) => $"event:{eventId}";

    /// <summary>Origin of the same beside what the event's caller usually does; it goes before what was said.</summary>
    public static string Weighed(string eventId) => $"usual:{eventId}";

    /// <summary>What rules said of the entity's calls since the first event of a batch: what lies before them may have changed.</summary>
    public IEnumerable<SignalAsk> AsksOf(EntityBatch batch, IReadOnlyDictionary<string, EventRecord> history) =>
        OfSubject(batch.Entity)
            .Where(signal => signal.Time.UtcTicks >= batch.FirstTicks && signal.Evidence.Count == 1 && Of(Weighed(signal.Evidence[0]), signal.Id) is not null)
            .Select(signal => Of(Said(signal.Evidence[0]), signal.Id) is { } said && history.TryGetValue(signal.Evidence[0], out var record) ? new SignalAsk(said, record) : null)
            .OfType<SignalAsk>();

    public static ValueArray<SignalAsk> InOrder(IEnumerable<SignalAsk> asks) =>
        asks.OrderBy(static ask => ask.Said.Time).ThenBy(static ask => ask.Said.Id, StringComparer.Ordinal).ToValueArray();

    /// <summary>Takes in rows of a cut, by key; ordinal: what was said of an event before the same as weighed, which goes before it.</summary>
    public void Load(IEnumerable<KeyValuePair<string, Signal>> rows)
    {
        foreach (var origin in rows.GroupBy(static row => CutRows.OriginOf(row.Key), static row => row.Value).OrderBy(static group => group.Key, StringComparer.Ordinal))
        {
            Replace(origin.Key, DateTimeOffset.MinValue, origin);
        }
    }

    /// <summary>The present signals of a subject.</summary>
    public IEnumerable<Signal> OfSubject(EntityId subject) => _bySubject.TryGetValue(subject, out var ids) ? ids.Select(id => _signals[id]) : [];

    /// <summary>The signal as <paramref name="origin"/> says it, or null where it does not any more.</summary>
    public Signal? Of(string origin, string id) => _byOrigin.GetValueOrDefault(origin)?.GetValueOrDefault(id);

    /// <summary>The signal as it was when it was withdrawn last, for telling whose it was.</summary>
    public Signal? LastOf(string id) => _signals.GetValueOrDefault(id) ?? _withdrawn.GetValueOrDefault(id);

    /// <summary>Sets the signals of <paramref name="origin"/> anchored at or after <paramref name="from"/>; returns the ids that changed, came or went.</summary>
    public IReadOnlyList<string> Replace(string origin, DateTimeOffset from, IEnumerable<Signal> signals)
    {
        if (!_byOrigin.TryGetValue(origin, out var held))
        {
            _byOrigin[origin] = held = new(StringComparer.Ordinal);
        }

        var changed = new List<string>();
        var present = new HashSet<string>(StringComparer.Ordinal);
        foreach (var signal in signals)
        {
            present.Add(signal.Id);
            if (held.TryGetValue(signal.Id, out var known))
            {
                if (known.Equals(signal))
                {
                    continue;
                }
            }
            else
            {
                _holders[signal.Id] = _holders.GetValueOrDefault(signal.Id) + 1;
            }

            held[signal.Id] = signal;
            Present(signal);
            changed.Add(signal.Id);
        }

        foreach (var (id, known) in held.ToList())
        {
            if (known.Time >= from && !present.Contains(id))
            {
                held.Remove(id);
                Release(id);
                changed.Add(id);
            }
        }

        if (held.Count == 0)
        {
            _byOrigin.Remove(origin);
        }

        return changed;
    }

    private void Present(Signal signal)
    {
        // Another origin may have said it of another subject.
        if (_signals.TryGetValue(signal.Id, out var known) && known.Subject != signal.Subject)
        {
            Unlist(known);
        }

        _signals[signal.Id] = signal;
        if (!_bySubject.TryGetValue(signal.Subject, out var ids))
        {
            _bySubject[signal.Subject] = ids = new(StringComparer.Ordinal);
        }

        ids.Add(signal.Id);
    }

    private void Unlist(Signal signal)
    {
        if (_bySubject.TryGetValue(signal.Subject, out var ids) && ids.Remove(signal.Id) && ids.Count == 0)
        {
            _bySubject.Remove(signal.Subject);
        }
    }

    private void Release(string id)
    {
        var holders = _holders[id] - 1;
        if (holders == 0)
        {
            _holders.Remove(id);
            if (_signals.Remove(id, out var withdrawn))
            {
                _withdrawn[id] = withdrawn;
                Unlist(withdrawn);
            }
        }
        else
        {
            _holders[id] = holders;
        }
    }
}
