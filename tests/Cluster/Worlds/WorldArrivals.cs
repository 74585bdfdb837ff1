using System.Globalization;
using OrleansTwin.Model.Events;
using OrleansTwin.Normalization.Reading;
using OrleansTwin.Pipeline.Fold;
using OrleansTwin.Pipeline.Rules;
using OrleansTwin.Tests.Cluster.Simulation;

namespace OrleansTwin.Tests.Cluster.Worlds;

/// <summary>
/// The order in which a world's records arrive: each up to an hour of event time late, some twice, some in copies that differ (cut off,
/// corrected, of another unit). Read by the readers that read files.
/// </summary>
internal static class WorldArrivals
{
    private const int LatenessSeconds = 3_599;
    private const int LatePercent = 50;

    public static IReadOnlyList<PreparedEvent> Of(IReadOnlyList<WorldEvent> events, RuleReader rules, SimRandom random)
    {
        var arrivals = new List<(DateTimeOffset Arrives, int Number, PreparedEvent Event)>();
        var reader = new CloudTrailReader();
        for (var n = 0; n < events.Count; n++)
        {
            var happened = events[n];
            foreach (var (kind, unit) in Copies(happened, random))
            {
                var arrives = happened.At.AddSeconds(random.Chance(LatePercent) ? random.Below(LatenessSeconds) : 0);
                arrivals.Add((arrives, arrivals.Count, Read(happened, kind, new(unit, n), reader, rules)));
            }
        }

        return [.. arrivals.OrderBy(static arrival => arrival.Arrives).ThenBy(static arrival => arrival.Number).Select(static arrival => arrival.Event)];
    }

    private static IEnumerable<(WorldCopy Kind, string Unit)> Copies(WorldEvent happened, SimRandom random)
    {
        var isCall = happened.Format == RecordFormat.CloudTrail;
        yield return (WorldCopy.Plain, "trail-b");
        if (random.Chance(15))
        {
            yield return (WorldCopy.Plain, "trail-b");
        }

        if (random.Chance(10))
        {
            yield return (WorldCopy.Plain, random.Chance(50) ? "trail-a" : "trail-c");
        }

        if (isCall && random.Chance(15))
        {
            yield return (WorldCopy.Truncated, random.Chance(50) ? "bus-a" : "trail-c");
        }

        if (isCall && random.Chance(12))
        {
            yield return (WorldCopy.Addendum, "late-b");
        }

        if (isCall && random.Chance(4))
        {
            yield return (WorldCopy.Addendum, "late-a");
        }
    }

    public static PreparedEvent Read(WorldEvent happened, WorldCopy kind, SourcePosition position, CloudTrailReader reader, RuleReader rules)
    {
        var bytes = happened.Bytes(kind);
        CloudEvent? recorded;
        if (happened.Format == RecordFormat.VpcFlow)
        {
            VpcFlowReader.TryRead(position, bytes, null, out recorded, out _);
        }
        else
        {
            reader.TryRead(position, bytes, RecordFormat.CloudTrail, out recorded, out _);
        }

        return recorded is null
            ? throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"record {position.Index} of a generated world cannot be read"))
            : PrepareStage.Prepare(recorded, rules.Find(recorded, bytes));
    }
}
