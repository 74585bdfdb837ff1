using OrleansTwin.Pipeline.Ports;
using OrleansTwin.Pipeline.Protocol.Rows;

namespace OrleansTwin.Pipeline.Protocol.Books;

/// <summary>
/// Which records of which source unit are done. Ordered and unordered sources share it: a partition is a unit that never ends, an object
/// one that does and is then remembered as finished. A unit counts as durable only up to its first record that is not done.
/// </summary>
internal sealed class UnitLedger(int finishedMax)
{
    private readonly Dictionary<string, UnitProgress> _units = new(StringComparer.Ordinal);
    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);
    private readonly Queue<string> _finished = new();
    private List<UnitPosition> _inCut = [];

    public void Load(ShardImage image)
    {
        foreach (var (unit, row) in image.All<UnitRow>(StoreTable.Position))
        {
            _units[unit] = new() { Next = row.Next, Finished = row.Finished, Cut = row.Cut, Committed = new(unit, row.Next, row.Finished) };
        }

        foreach (var unit in _units.Where(static unit => unit.Value.Finished).OrderBy(static unit => unit.Value.Cut).ThenBy(static unit => unit.Key, StringComparer.Ordinal))
        {
            _finished.Enqueue(unit.Key);
        }
    }

    /// <summary>Units that are not finished, as the last cut has them.</summary>
    public IReadOnlyList<UnitPosition> OpenUnits() =>
        [.. _units.Values.Where(static unit => !unit.Finished).Select(static unit => unit.Committed).OfType<UnitPosition>().OrderBy(static unit => unit.Unit, StringComparer.Ordinal)];

    public long NextOf(string unit) => _units.TryGetValue(unit, out var progress) ? progress.Next : 0;

    public bool IsDone(string unit, long index) => _units.TryGetValue(unit, out var progress) && progress.IsDone(index);

    public bool IsPending(string unit, long index) => _units.TryGetValue(unit, out var progress) && progress.Pending.Contains(index);

    public bool IsTooFar(string unit, long index, int gapMax) => index - (_units.TryGetValue(unit, out var progress) ? progress.Next : 0) > gapMax;

    /// <summary>The unit as the last commit has it, where that covers the record: its acknowledgement may have been lost.</summary>
    public UnitPosition? CommittedOver(string unit, long index) =>
        _units.TryGetValue(unit, out var progress) && progress.Committed is { } committed && (committed.Finished || index < committed.Next) ? committed : null;

    public UnitPosition? CommittedFinish(string unit) => _units.TryGetValue(unit, out var progress) && progress.Committed is { Finished: true } committed ? committed : null;

    public void Accept(string unit, long index) => Of(unit).Pending.Add(index);

    public void Done(string unit, long index)
    {
        var progress = Of(unit);
        progress.Pending.Remove(index);
        if (progress.IsDone(index))
        {
            return;
        }

        progress.Ahead.Add(index);
        while (progress.Ahead.Remove(progress.Next))
        {
            progress.Next++;
            _changed.Add(unit);
        }

        FinishIfWhole(unit, progress);
    }

    public void Ended(string unit, long count)
    {
        var progress = Of(unit);
        progress.End = count;
        FinishIfWhole(unit, progress);
    }

    public void TakeRows(long cut, List<CutRow> rows)
    {
        _inCut = [];
        foreach (var unit in _changed)
        {
            var progress = _units[unit];
            progress.Cut = cut;
            rows.Add(new(StoreTable.Position, unit, new UnitRow(progress.Next, progress.Finished, cut)));
            _inCut.Add(new(unit, progress.Next, progress.Finished));
        }

        _changed.Clear();
        while (_finished.Count > finishedMax && _units[_finished.Peek()].Committed is { Finished: true })
        {
            var unit = _finished.Dequeue();
            _units.Remove(unit);
            rows.Add(new(StoreTable.Position, unit, null));
        }
    }

    /// <summary>The positions that the committed cut holds.</summary>
    public IReadOnlyList<UnitPosition> Committed()
    {
        foreach (var position in _inCut)
        {
            _units[position.Unit].Committed = position;
        }

        return _inCut;
    }

    private void FinishIfWhole(string unit, UnitProgress progress)
    {
        if (!progress.Finished && progress.Next >= progress.End)
        {
            progress.Finished = true;
            progress.Ahead.Clear();
            _finished.Enqueue(unit);
            _changed.Add(unit);
        }
    }

    private UnitProgress Of(string unit)
    {
        if (!_units.TryGetValue(unit, out var progress))
        {
            _units[unit] = progress = new();
        }

        return progress;
    }

    private sealed class UnitProgress
    {
        public long Next { get; set; }

        public long? End { get; set; }

        public bool Finished { get; set; }

        public long Cut { get; set; }

        public UnitPosition? Committed { get; set; }

        /// <summary>Done past a gap.</summary>
        public HashSet<long> Ahead { get; } = [];

        /// <summary>Accepted and not done.</summary>
        public HashSet<long> Pending { get; } = [];

        public bool IsDone(long index) => Finished || index < Next || Ahead.Contains(index);
    }
}
