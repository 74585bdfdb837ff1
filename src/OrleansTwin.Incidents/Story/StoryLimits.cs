namespace OrleansTwin.Incidents.Story;

/// <summary>Bounds of a story; each cut is in sorted order.</summary>
public static class StoryLimits
{
    public const int StepsMax = 500;

    /// <summary>Links an incident lists, in the order of their kinds.</summary>
    public const int LinksMax = 2000;

    /// <summary>Event ids a folded step lists; <c>Count</c> has the true number.</summary>
    public const int EventsPerStepMax = 1000;

    /// <summary>Events of the actors looked at.</summary>
    public const int EventsMax = 50_000;

    public const int NextMovesMax = 10;

    public const int GraphNodesMax = 300;

    public const int HopsMax = 6;

    /// <summary>Entities a reach search visits.</summary>
    public const int ReachMax = 2000;

    public const int EntitiesMax = 200;

    public const int OriginsMax = 50;

    /// <summary>How long before the first signal the actors' acts are told: the way in often precedes what was noticed.</summary>
    public static readonly TimeSpan Lead = TimeSpan.FromHours(1);

    /// <summary>How long after the last signal.</summary>
    public static readonly TimeSpan Lag = TimeSpan.FromHours(1);

    /// <summary>Equal steps with a gap up to this fold into one.</summary>
    public static readonly TimeSpan FoldGap = TimeSpan.FromMinutes(30);
}
