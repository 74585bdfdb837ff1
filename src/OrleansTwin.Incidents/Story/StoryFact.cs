namespace OrleansTwin.Incidents.Story;

/// <summary>Words that the severity rules (<c>Data/severity.json</c>) are written in.</summary>
internal static class StoryFact
{
    public const string JewelRead = "jewelRead";
    public const string JewelAccessGained = "jewelAccessGained";
    public const string JewelInReach = "jewelInReach";
    public const string AdminGained = "adminGained";
    public const string HostileOrigin = "hostileOrigin";
    public const string DecoyTouched = "decoyTouched";
    public const string SeveralTactics = "severalTactics";
    public const string SeveralAlerts = "severalAlerts";
    public const string LoggingDisabled = "loggingDisabled";
    public const string Exfiltration = "exfiltration";
    public const string InternetExposed = "internetExposed";
    public const string ImpactHigh = "impactHigh";
    public const string AlertHigh = "alertHigh";
    public const string Write = "write";

    public static IReadOnlyList<string> All { get; } =
    [
        JewelRead, JewelAccessGained, JewelInReach, AdminGained, HostileOrigin, DecoyTouched, SeveralTactics, SeveralAlerts, LoggingDisabled,
        Exfiltration, InternetExposed, ImpactHigh, AlertHigh, Write,
    ];
}
