using OrleansTwin.Pipeline.Output;
using OrleansTwin.Pipeline.Run;

namespace OrleansTwin.Commands;

/// <summary>What <c>twin replay</c> was asked to do.</summary>
/// <param name="Speed">How many times as fast as the events happened; null: as fast as it goes.</param>
/// <param name="Lateness">How far in event time records may overtake each other.</param>
internal sealed record ReplayOptions(
    IReadOnlyList<string> Paths,
    string Out,
    string? Data,
    string Engine,
    string? Config,
    IReadOnlyList<string> Intel,
    IReadOnlyList<string> Rules,
    IReadOnlyList<string> Snapshots,
    bool NoDefaultRules,
    Disturbance Disturbance,
    int BatchEvents,
    TimeSpan CutInterval,
    bool Events,
    double? Speed,
    TimeSpan Lateness,
    ResultLines Lines,
    bool Force);
