using OrleansTwin.Model.Alerts;

namespace OrleansTwin.Storage.Journal;

/// <summary>Entries that one caller waits to have on disk.</summary>
internal sealed class PendingAppend(IReadOnlyList<JournalEntry> entries) : IPendingWrite
{
    private readonly TaskCompletionSource<IReadOnlyList<JournalEntry>> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<JournalEntry> Entries { get; } = entries;

    public Task<IReadOnlyList<JournalEntry>> Done => _done.Task;

    public void Complete(IReadOnlyList<JournalEntry> numbered) => _done.TrySetResult(numbered);

    public void Fail(Exception error) => _done.TrySetException(error);
}
