using OrleansTwin.Model.Events;
using OrleansTwin.Model.Signals;

namespace OrleansTwin.Pipeline.Rules;

/// <summary>
/// A shard's records of other products' findings by finding, so that a new revision decides its own finding again and nothing else. Ends
/// as <see cref="FindingStage.Signals"/> of all records (property test).
/// </summary>
public sealed class FindingLedger
{
    private readonly Dictionary<string, string> _keyOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, EventRecord>> _findings = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _changed = new(StringComparer.Ordinal);

    /// <summary>Takes a record in, in place of what the ledger holds of its id.</summary>
    public void Put(EventRecord record)
    {
        if (_keyOf.Remove(record.Id, out var known))
        {
            _findings[known].Remove(record.Id);
            _changed.Add(known);
        }

        if (record.Finding is null)
        {
            return;
        }

        var key = FindingStage.KeyOf(record);
        _keyOf[record.Id] = key;
        if (!_findings.TryGetValue(key, out var revisions))
        {
            _findings[key] = revisions = new(StringComparer.Ordinal);
        }

        revisions[record.Id] = record;
        _changed.Add(key);
    }

    /// <summary>The present signal of every finding that changed since the last call, by a name of the finding that stays.</summary>
    public IReadOnlyList<(string Origin, IReadOnlyList<Signal> Signals)> Decide()
    {
        List<(string, IReadOnlyList<Signal>)> decided = [.. _changed.Select(key => (key, _findings[key].Count == 0 ? (IReadOnlyList<Signal>)[] : [FindingStage.Of([.. _findings[key].Values])]))];
        _changed.Clear();
        return decided;
    }

    /// <summary>Forgets what changed: the signals of what was put in so far are known from a cut.</summary>
    public void Settle() => _changed.Clear();
}
