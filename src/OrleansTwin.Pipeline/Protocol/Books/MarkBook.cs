using System.Globalization;
using OrleansTwin.Pipeline.Ports;

namespace OrleansTwin.Pipeline.Protocol.Books;

/// <summary>Open marks. The generation tells an answer to this raise from one to an earlier raise, which read an older truth.</summary>
internal sealed class MarkBook
{
    private readonly Dictionary<ShardMark, Publication> _open = [];
    private readonly HashSet<ShardMark> _changed = [];

    // By time of publication; entries that were published again or cleared meanwhile are skipped.
    private readonly Queue<(ShardMark Mark, Publication Publication)> _byAge = new();
    private long _generation;

    public int Count => _open.Count;

    /// <summary>When the oldest publication was made, or null.</summary>
    public long? OldestTicks
    {
        get
        {
            SkipStale();
            return _byAge.TryPeek(out var oldest) ? oldest.Publication.Ticks : null;
        }
    }

    public void Load(ShardImage image, long now)
    {
        foreach (var (_, mark) in image.All<ShardMark>(StoreTable.Mark))
        {
            Publish(mark, ++_generation, now);
        }
    }

    public IEnumerable<(ShardMark Mark, long Generation)> All => _open.Select(static pair => (pair.Key, pair.Value.Generation));

    public long Raise(ShardMark mark, long now)
    {
        _changed.Add(mark);
        Publish(mark, ++_generation, now);
        return _generation;
    }

    /// <summary>Whether this answer clears the mark; one to an earlier raise does not.</summary>
    public bool Clear(ShardMark mark, long generation)
    {
        if (!_open.TryGetValue(mark, out var publication) || publication.Generation != generation)
        {
            return false;
        }

        _open.Remove(mark);
        _changed.Add(mark);
        return true;
    }

    /// <summary>Marks last published at or before <paramref name="until"/>, oldest first; they count as published now.</summary>
    public IReadOnlyList<(ShardMark Mark, long Generation)> Again(long until, long now, int max)
    {
        var again = new List<(ShardMark, long)>();
        while (again.Count < max && OldestTicks <= until)
        {
            var (mark, publication) = _byAge.Dequeue();
            again.Add((mark, publication.Generation));
            Publish(mark, publication.Generation, now);
        }

        return again;
    }

    public void TakeRows(List<CutRow> rows)
    {
        foreach (var mark in _changed)
        {
            rows.Add(new(StoreTable.Mark, KeyOf(mark), _open.ContainsKey(mark) ? mark : null));
        }

        _changed.Clear();
    }

    private void Publish(ShardMark mark, long generation, long now)
    {
        var publication = new Publication(generation, now);
        _open[mark] = publication;
        _byAge.Enqueue((mark, publication));
    }

    private void SkipStale()
    {
        while (_byAge.TryPeek(out var oldest) && (!_open.TryGetValue(oldest.Mark, out var current) || current != oldest.Publication))
        {
            _byAge.Dequeue();
        }
    }

    private static string KeyOf(ShardMark mark) => string.Create(
        CultureInfo.InvariantCulture,
        $"{mark.Entity.Value}\u001f{mark.Cause}\u001f{mark.Hop}\u001f{mark.AsOf.Ticks}\u001f{(int)mark.AsOf.Phase}\u001f{mark.AsOf.EventId}");

    private readonly record struct Publication(long Generation, long Ticks);
}
