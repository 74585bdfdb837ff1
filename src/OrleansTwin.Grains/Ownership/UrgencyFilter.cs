using OrleansTwin.Pipeline.Fold;

namespace OrleansTwin.Grains.Ownership;

/// <summary>
/// Whether a record is urgent (DESIGN §3): it changes something, is refused, matched a rule, or shows an entity something it has not shown
/// before. Decided once for a record, when it comes; a shortcut that outlives epochs and is lost with the activation.
/// </summary>
internal sealed class UrgencyFilter(int valuesMax)
{
    private readonly SeenFilter _seen = new(valuesMax);

    public bool IsUrgent(PreparedEvent prepared)
    {
        var urgent = prepared.Notable || !prepared.Signals.IsEmpty || !prepared.Record.Matches.IsEmpty;
        foreach (var contribution in prepared.Contributions)
        {
            urgent |= contribution.Changes.Count > 0 || contribution.Kept.Count > 0;
            urgent |= _seen.ShowsNew(contribution, prepared.Order.Ticks);
        }

        return urgent;
    }
}
