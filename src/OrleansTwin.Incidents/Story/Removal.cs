using OrleansTwin.Incidents.Correlation;
using OrleansTwin.Model.Impacts;

namespace OrleansTwin.Incidents.Story;

/// <summary>
/// Whether what a change made possible was taken back: every row it gained is among the rows that later changes of the same resource
/// lost. A change that gained nothing in rows, or more than are listed, is never said to be taken back.
/// </summary>
/// <param name="Last">The change that took back the last of it.</param>
/// <param name="ByOther">Somebody else than the incident's actors did: only then is the risk smaller. An intruder tidies up as well.</param>
internal sealed record Removal(Impact Last, bool ByOther)
{
    /// <summary>Later changes of a resource looked at.</summary>
    private const int LaterMax = 1000;

    public static Removal? Of(StoryContext story, Impact impact)
    {
        if (impact.Gained.IsEmpty || impact.More > 0)
        {
            return null;
        }

        var left = impact.Gained.Select(RowOf).ToHashSet();
        foreach (var later in story.ImpactIndex.After(impact).Take(LaterMax))
        {
            left.ExceptWith(later.Lost.Select(RowOf));
            if (left.Count == 0)
            {
                return new(later, !IsOwn(story, later));
            }
        }

        return null;
    }

    private static (Model.Ids.EntityId Who, string Can, string What) RowOf(Gain gain) => (EntityAlias.Of(gain.Who), gain.Can, gain.What);

    // A change whose event is not kept and that names no one may be anybody's: then nothing is smaller.
    private static bool IsOwn(StoryContext story, Impact later) =>
        story.World.EventOf(later.Change) is { } record ? story.Scope.Holds(record) : later.Actor.IsNone || story.Group.Signals.Any(signal => signal.Actor?.Id == later.Actor);
}
