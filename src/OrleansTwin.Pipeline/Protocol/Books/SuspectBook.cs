using OrleansTwin.Pipeline.Ports;
using OrleansTwin.Pipeline.Protocol.Rows;

namespace OrleansTwin.Pipeline.Protocol.Books;

/// <summary>
/// Records that were in flight when an epoch broke. They run alone, so that the guilty one is found and the others are cleared.
/// A crash leaves no word of what was in flight: after an epoch that committed nothing the shard is <em>careful</em> and names each batch in
/// a cut before it starts it.
/// </summary>
internal sealed class SuspectBook(ProtocolLimits limits)
{
    private Dictionary<ulong, int> _breaks = [];
    private readonly HashSet<ulong> _cleared = [];
    private ulong[] _trying = [];
    private int _carefulBatches;

    /// <summary>Whether the next cut has to write them.</summary>
    public bool Changed { get; private set; }

    public bool IsCareful => _carefulBatches > 0;

    public void Load(ShardImage image, long epoch, IReadOnlyCollection<ulong> carried)
    {
        var row = image.Read<SuspectsRow>(StoreTable.Meta, SuspectsRow.Key) ?? new(new Dictionary<ulong, int>(), []);
        _breaks = new(row.Breaks);
        var barren = epoch - image.Meta.Epoch > 1;
        if (row.Trying.Count > 0 || barren)
        {
            _carefulBatches = limits.CarefulBatchesMax;
        }

        // The batch that was named broke its epoch unless that is what the carried word says anyway.
        foreach (var fingerprint in row.Trying.Concat(carried).Distinct())
        {
            _breaks[fingerprint] = _breaks.GetValueOrDefault(fingerprint) + 1;
            Changed = true;
        }
    }

    public int BreaksOf(ulong fingerprint) => _breaks.Count == 0 ? 0 : _breaks.GetValueOrDefault(fingerprint);

    /// <summary>Names the batch that starts after the next cut.</summary>
    public void Try(IEnumerable<ulong> fingerprints)
    {
        _trying = [.. fingerprints];
        _carefulBatches--;
        Changed = true;
    }

    /// <summary>The record was applied, or went to the dead letters.</summary>
    public void Clear(ulong fingerprint)
    {
        if (_breaks.ContainsKey(fingerprint))
        {
            _cleared.Add(fingerprint);
            Changed = true;
        }
    }

    /// <summary>The batch that was named is applied.</summary>
    public void EndTry()
    {
        if (_trying.Length > 0)
        {
            _trying = [];
            Changed = true;
        }
    }

    public void TakeRows(List<CutRow> rows)
    {
        if (!Changed)
        {
            return;
        }

        foreach (var fingerprint in _cleared)
        {
            _breaks.Remove(fingerprint);
        }

        _cleared.Clear();
        Changed = false;
        var row = _breaks.Count == 0 && _trying.Length == 0 ? null : new SuspectsRow(new SortedDictionary<ulong, int>(_breaks), _trying);
        rows.Add(new(StoreTable.Meta, SuspectsRow.Key, row));
    }
}
