using OrleansTwin.Pipeline.Ports;
using OrleansTwin.Pipeline.Protocol.Rows;

namespace OrleansTwin.Pipeline.Protocol.Books;

/// <summary>
/// Records that were in flight when an epoch broke. They run alone, so that the guilty one is found and the others are cleared.
/// A crash leaves no word of what was in flight: after two in a row the shard is <em>careful</em> and names each batch in a cut before it
/// starts it, so that a third one leaves its word there.
/// </summary>
internal sealed class SuspectBook(ProtocolLimits limits)
{
    private const int CrashesToBeCareful = 2;

    private readonly HashSet<ulong> _cleared = [];
    private Dictionary<ulong, int> _breaks = [];
    private ulong[] _trying = [];
    private bool _wasCrash;
    private int _probation = limits.CarefulBatchesMax;

    /// <summary>Epochs in a row that ended without a word.</summary>
    public long Crashes { get; private set; }

    /// <summary>Whether the next cut has to write them.</summary>
    public bool Changed { get; private set; }

    public bool IsCareful => _wasCrash && _probation > 0;

    public void Load(ShardImage image, long epoch, EndedEpochs ended)
    {
        var meta = image.Meta;
        var silent = Math.Max(0, epoch - meta.Epoch - (meta.Closed ? 1 : 0) - ended.Count);
        Crashes = meta.Crashes + silent;
        var row = image.Read<SuspectsRow>(StoreTable.Meta, SuspectsRow.Key) ?? new(new Dictionary<ulong, int>(), []);
        _breaks = new(row.Breaks);
        _wasCrash = Crashes >= CrashesToBeCareful || row.Trying.Count > 0;

        // What the last cut names broke an epoch only where one ended without a word: an epoch that was opened anew broke nothing.
        foreach (var fingerprint in ended.Suspects.Concat(silent > 0 ? row.Trying.Except(ended.Suspects) : []))
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

    /// <summary>A batch is applied: the one that was named is innocent, and so many of them are health.</summary>
    public void BatchApplied()
    {
        Changed |= _trying.Length > 0;
        _trying = [];
        _probation = Math.Max(0, _probation - 1);
        Crashes = _probation == 0 ? 0 : Crashes;
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
