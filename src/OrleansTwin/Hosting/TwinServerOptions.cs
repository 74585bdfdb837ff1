using OrleansTwin.Ingest;
using OrleansTwin.Pipeline;

namespace OrleansTwin.Hosting;

/// <summary>What a server of the twin is started with.</summary>
internal sealed record TwinServerOptions
{
    /// <summary>The one folder it writes into: cuts, journal, what was read.</summary>
    public required string Folder { get; init; }

    /// <summary>Addresses to listen on; port 0 takes a free one.</summary>
    public required IReadOnlyList<string> Urls { get; init; }

    public RunConfig Config { get; init; } = new();

    /// <summary>Keep every event in the history, so that any of them can be looked at.</summary>
    public bool KeepAllEvents { get; init; }

    /// <summary>Late events remembered by id (<see cref="Grains.Ownership.ShardLimits.LateEventsNamedMax"/>).</summary>
    public int LateEventsNamedMax { get; init; }

    /// <summary>The page that <c>/</c> leads to.</summary>
    public string FirstPage { get; init; } = "/incidents";

    /// <summary>What is still going on when the server starts, for <c>/health/ready</c>.</summary>
    public string Starting { get; init; } = "reading the logs";

    /// <summary>Port on loopback for Orleans clients of other processes; null for none.</summary>
    public int? Gateway { get; init; }

    /// <summary>Makes the sources that feed the server live, over its feed; null where one caller feeds it by <see cref="TwinServer.Feed"/>.</summary>
    public Func<LiveFeed, LiveSources>? Sources { get; init; }
}
