using OrleansTwin.Model.Events;

namespace OrleansTwin.Normalization.Mentions;

/// <summary>Phase of an API by how its name begins, for calls the catalogue does not know and as default for those it does.</summary>
internal sealed class VerbTable(IEnumerable<KeyValuePair<string, EventPhase>> verbs)
{
    private readonly KeyValuePair<string, EventPhase>[] _verbs = [.. verbs.OrderByDescending(static v => v.Key.Length).ThenBy(static v => v.Key, StringComparer.Ordinal)];

    public EventPhase PhaseOf(ReadOnlySpan<char> action)
    {
        foreach (var (verb, phase) in _verbs)
        {
            if (action.StartsWith(verb, StringComparison.OrdinalIgnoreCase))
            {
                return phase;
            }
        }

        return EventPhase.Change;
    }
}
