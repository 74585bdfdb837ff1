namespace OrleansTwin.Web;

/// <summary>What the web side is told: whose estate, where it listens, its bounds.</summary>
public sealed record WebSettings
{
    /// <summary>Addresses to listen on; loopback unless the user says otherwise. Port 0 takes a free one.</summary>
    public IReadOnlyList<string> Urls { get; init; } = ["http://127.0.0.1:5080"];

    public string Tenant { get; init; } = "default";

    /// <summary>The page that <c>/</c> leads to.</summary>
    public string FirstPage { get; init; } = "/incidents";

    /// <summary>Readers of the alert stream at a time; the next one is told to come again (503).</summary>
    public int StreamReadersMax { get; init; } = 256;

    /// <summary>Without an alert for so long the stream sends a heartbeat.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Alerts a page shows live; older ones are in the journal.</summary>
    public int LiveAlertsMax { get; init; } = 200;

    /// <summary>Ids one request for evidence may name.</summary>
    public int EvidenceIdsMax { get; init; } = 200;
}
