using OrleansTwin.Pipeline.Fold;

namespace OrleansTwin.Grains.Ownership;

/// <summary>
/// Whether a record is urgent (DESIGN §3): it changes something, is refused, matched a rule, or shows an entity something it has not shown
/// before, or an entity that was not spoken of before. Decided once for a record, when it comes; a shortcut that outlives epochs and is lost with the activation.
/// </summary>
internal sealed class UrgencyFilter(int valuesMax)
{
    private readonly SeenFilter _seen = new(valuesMax);

    public bool IsUrgent(PreparedEvent prepared)
    {
        var urgent = prepared.Notable || !prepared.Signals.IsEmpty || !prepared.Record.Matches.IsEmpty || prepared.Record.Finding is not null;
        foreach (var contribution in prepared.Contributions)
        {
            urgent |= contribution.Kept.Count > 0 || Changes(contribution);
            urgent |= _seen.ShowsNew(contribution, prepared.Order.Ticks);
        }

        return urgent;
    }

    // A mention changes nothing; the first of an entity is told by the filter.
    private static bool Changes(Contribution contribution)
    {
        foreach (var change in contribution.Changes.AsSpan())
        {
            if (!change.IsMention)
            {
                return true;
            }
        }

        return false;
    }
}
