using OrleansTwin.Model.Alerts;
using OrleansTwin.Pipeline.Ports;
using OrleansTwin.Storage.Journal;

namespace OrleansTwin.Storage;

/// <summary>
/// The alert journal in a folder of append-only segment files. One thread appends; calls that wait together share one sync, and an entry is
/// served only when it is on disk. Opening cuts a torn or damaged tail off the last segment (kept beside it as <c>.tail</c>); damage in an
/// older segment sets it and those before it aside (<c>.damaged</c>), so the journal begins later and still has no gap.
/// After a failed write nothing is appended any more: the disk's state is not known until the journal is opened again.
/// </summary>
public sealed class FileJournal : IJournal, IAsyncDisposable
{
    /// <summary>Entries one read answers at most.</summary>
    public const int ReadEntriesMax = 10_000;

    private const string LockName = "journal.lock";

    private readonly string _folder;
    private readonly JournalLimits _limits;
    private readonly FileStream _lock;
    private readonly Lock _gate = new();
    private readonly List<JournalSegment> _segments = [];
    private readonly Dictionary<string, long> _lastOf = new(StringComparer.Ordinal);
    private readonly GroupWriter<PendingAppend> _writer;
    private readonly SeqWaiters _waiters = new();
    private Exception? _broken;

    /// <summary>Opens the journal, making the folder where it is absent.</summary>
    /// <exception cref="IOException">The folder cannot be used, or another process has it open.</exception>
    public FileJournal(string folder, JournalLimits? limits = null)
    {
        _folder = folder;
        _limits = limits ?? new();
        _limits.Validate();
        Directory.CreateDirectory(folder);
        _lock = new(Path.Combine(folder, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        Recover();
        _writer = new(_limits.WaitingMax, _limits.WaitingMax, _limits.Linger, Write);
    }

    public long OldestSeq
    {
        get
        {
            lock (_gate)
            {
                return _segments[0].First;
            }
        }
    }

    public long LastSeq
    {
        get
        {
            lock (_gate)
            {
                return _segments[^1].Next - 1;
            }
        }
    }

    public JournalEntry? LastOf(string alertId)
    {
        JournalSegment segment;
        long offset;
        lock (_gate)
        {
            if (!_lastOf.TryGetValue(alertId, out var seq) || SegmentOf(seq) is not { } found)
            {
                return null;
            }

            (segment, offset) = (found, found.OffsetOf(seq));
        }

        return segment.Read(offset, _limits.EntryBytesMax);
    }

    /// <summary>Appends; see <see cref="IJournal.AppendAsync"/>. Cancelling ends the wait: entries already queued may still be written.</summary>
    public async ValueTask<IReadOnlyList<JournalEntry>> AppendAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellationToken)
    {
        if (entries.Count == 0)
        {
            return [];
        }

        var pending = new PendingAppend(entries);
        await _writer.EnqueueAsync(pending, cancellationToken);
        return await pending.Done.WaitAsync(cancellationToken);
    }

    public ValueTask<IReadOnlyList<JournalEntry>> ReadAsync(long fromSeq, int max, CancellationToken cancellationToken)
    {
        var places = new List<(JournalSegment Segment, long Offset)>();
        lock (_gate)
        {
            var from = Math.Max(fromSeq, _segments[0].First);
            var to = Math.Min(_segments[^1].Next, from + Math.Clamp(max, 0, ReadEntriesMax));
            for (var seq = from; seq < to; seq++)
            {
                var segment = SegmentOf(seq)!;
                places.Add((segment, segment.OffsetOf(seq)));
            }
        }

        return ValueTask.FromResult<IReadOnlyList<JournalEntry>>(
            [.. places.Select(place => place.Segment.Read(place.Offset, _limits.EntryBytesMax))]);
    }

    public ValueTask<long> WaitPastAsync(long seq, CancellationToken cancellationToken) => _waiters.PastAsync(seq, () => LastSeq, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        _waiters.Close();
        _segments.ForEach(static segment => segment.Close());
        await _lock.DisposeAsync();
    }

    private void Write(IReadOnlyList<PendingAppend> callers)
    {
        if (_broken is { } broken)
        {
            throw new IOException("The journal stopped after a failed write; it must be opened again.", broken);
        }

        var active = Active();
        var group = new JournalGroup(active.Next, _limits.EntryBytesMax);
        foreach (var caller in callers)
        {
            group.Add(caller);
        }

        if (group.Frames.Count > 0)
        {
            Sync(active, group);
            lock (_gate)
            {
                active.Accept(group.Frames);
                foreach (var entry in group.Entries)
                {
                    _lastOf[entry.Alert.Id] = entry.Seq;
                }

                Trim();
            }

            _waiters.Moved();
        }

        group.Complete();
    }

    private void Sync(JournalSegment active, JournalGroup group)
    {
        try
        {
            active.Append(group.Frames);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            _broken = error;
            throw;
        }
    }

    /// <summary>The segment to append to: the last, or a new one where that is full.</summary>
    private JournalSegment Active()
    {
        var last = _segments[^1];
        if (last.Length < _limits.SegmentBytesMax)
        {
            return last;
        }

        var next = JournalSegment.Create(_folder, last.Next);
        lock (_gate)
        {
            _segments.Add(next);
        }

        return next;
    }

    private void Trim()
    {
        while (_segments.Count > 1
            && (_segments[^1].Next - _segments[1].First >= _limits.EntriesMax || _segments.Sum(static segment => segment.Length) > _limits.BytesMax))
        {
            var oldest = _segments[0];
            _segments.RemoveAt(0);
            Forget(oldest.Next);
            oldest.Delete();
        }
    }

    // An alert whose last revision went with a segment is no longer known.
    private void Forget(long before)
    {
        foreach (var (id, seq) in _lastOf)
        {
            if (seq < before)
            {
                _lastOf.Remove(id);
            }
        }
    }

    private void Recover()
    {
        var files = JournalSegment.List(_folder);
        for (var i = 0; i < files.Count; i++)
        {
            var segment = JournalSegment.Open(files[i].Path, files[i].First, _limits.EntryBytesMax, (id, seq) => _lastOf[id] = seq);
            _segments.Add(segment);
            var isLast = i == files.Count - 1;
            if (isLast && segment.TailBytes > 0)
            {
                segment.CutTail(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{segment.Path}.{segment.Length}.tail"));
            }
            else if (!isLast && (segment.TailBytes > 0 || segment.Next != files[i + 1].First))
            {
                SetAside(files[i + 1].First);
            }
        }

        if (_segments.Count == 0)
        {
            _segments.Add(JournalSegment.Create(_folder, files.Count == 0 ? 1 : files[^1].First));
        }
    }

    private void SetAside(long next)
    {
        foreach (var segment in _segments)
        {
            segment.Close();
            File.Move(segment.Path, segment.Path + ".damaged", overwrite: true);
        }

        _segments.Clear();
        Forget(next);
    }

    private JournalSegment? SegmentOf(long seq)
    {
        var (low, high) = (0, _segments.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var segment = _segments[middle];
            if (seq < segment.First)
            {
                high = middle - 1;
            }
            else if (seq >= segment.Next)
            {
                low = middle + 1;
            }
            else
            {
                return segment;
            }
        }

        return null;
    }
}
