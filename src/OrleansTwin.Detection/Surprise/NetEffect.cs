using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Signals;

namespace OrleansTwin.Detection.Surprise;

/// <summary>
/// Changes that belong together are judged on what is left of them: opened and closed again by one hand within one change set is information.
/// Taken back means that later changes of the same attribute lost every row that the change gained. What gained nothing in rows, or more than
/// are listed, is never called taken back.
/// </summary>
internal sealed class NetEffect(SurpriseWorld world, ImpactBook book)
{
    public SurpriseVerdict? Of(EventRecord record, Hand hand)
    {
        if (!world.Context.Noise.NetEffect)
        {
            return null;
        }

        var most = TimeSpan.Zero;
        var any = false;
        foreach (var impact in book.Of(record.Id).Where(static impact => !impact.Findings.IsEmpty))
        {
            if (TakenBack(impact, hand) is not { } after)
            {
                return null;
            }

            any = true;
            most = after > most ? after : most;
        }

        return any ? new(Severity.Info, FormattableString.Invariant($"the same hand took it back within {Math.Max(1, (int)Math.Ceiling(most.TotalMinutes))} minutes, so that nothing of it is left")) : null;
    }

    /// <summary>How long after the change the last of it was gone by the same hand; null: it was not.</summary>
    private TimeSpan? TakenBack(Impact impact, Hand hand)
    {
        if (impact.Gained.IsEmpty || impact.More > 0)
        {
            return null;
        }

        var left = impact.Gained.Select(RowOf).ToHashSet();
        var names = ImpactBook.Touched(impact);
        var end = impact.Time + TimeSpan.FromMinutes(world.Context.Options.Thresholds.NetEffectMinutes);
        foreach (var later in book.Of(impact.Resource).SkipWhile(other => other.Time < impact.Time).TakeWhile(other => other.Time <= end))
        {
            if (later.Lost.IsEmpty || later.Change == impact.Change || !IsAfter(later, impact) || !ImpactBook.Touched(later).Overlaps(names)
                || world.EventOf(later.Change) is not { } record || Hand.Of(record) != hand)
            {
                continue;
            }

            left.ExceptWith(later.Lost.Select(RowOf));
            if (left.Count == 0)
            {
                return later.Time - impact.Time;
            }
        }

        return null;
    }

    private bool IsAfter(Impact later, Impact impact) =>
        world.EventOf(later.Change) is { } last && world.EventOf(impact.Change) is { } first && last.Order > first.Order;

    private static (EntityId Who, string Can, string What) RowOf(Gain gain) => (gain.Who, gain.Can, gain.What);
}
