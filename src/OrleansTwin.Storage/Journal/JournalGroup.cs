using OrleansTwin.Model.Alerts;

namespace OrleansTwin.Storage.Journal;

/// <summary>What one sync writes: the frames of several callers, numbered in their order.</summary>
internal sealed class JournalGroup(long next, int entryBytesMax)
{
    private readonly List<(PendingAppend Caller, IReadOnlyList<JournalEntry> Numbered)> _callers = [];
    private readonly List<ReadOnlyMemory<byte>> _frames = [];
    private long _next = next;

    /// <summary>Frames in order of their numbers.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Frames => _frames;

    public IEnumerable<JournalEntry> Entries => _callers.SelectMany(static caller => caller.Numbered);

    /// <summary>Adds all entries of a caller, or none: one that cannot be written fails its own call and takes no number.</summary>
    public void Add(PendingAppend caller)
    {
        try
        {
            var numbered = caller.Entries.Select((entry, i) => entry with { Seq = _next + i }).ToList();
            _frames.AddRange(numbered.Select(entry => (ReadOnlyMemory<byte>)JournalFrame.Of(entry, entryBytesMax)).ToList());
            _next += numbered.Count;
            _callers.Add((caller, numbered));
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException or System.Text.Json.JsonException)
        {
            caller.Fail(error);
        }
    }

    public void Complete() => _callers.ForEach(static caller => caller.Caller.Complete(caller.Numbered));
}
