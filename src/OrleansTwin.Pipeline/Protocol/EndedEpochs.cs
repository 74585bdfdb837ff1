namespace OrleansTwin.Pipeline.Protocol;

/// <summary>
/// What whoever opens the next epoch knows of those before it, since the last committed cut: they ended here, with a word. Epochs that it
/// does not name ended without one (a crash, a restart).
/// </summary>
/// <param name="Count">Epochs that ended with a word: given up, or opened anew by the same owner.</param>
/// <param name="Suspects">Fingerprints of what was in flight when one of them broke, once for each break.</param>
public sealed record EndedEpochs(int Count, IReadOnlyList<ulong> Suspects)
{
    public static EndedEpochs None { get; } = new(0, []);

    public EndedEpochs With(IEnumerable<ulong> suspects) => new(Count + 1, [.. Suspects, .. suspects]);
}
