using System.Globalization;
using OrleansTwin.Model.Values;
using OrleansTwin.Pipeline.Fold;

namespace OrleansTwin.Pipeline.Run;

/// <summary>Disturbs the order of arrival within some seconds of event time and sends a share of the records twice; a seed decides.</summary>
public sealed record Disturbance(int ShuffleSeconds, int DuplicatePercent, long Seed)
{
    public static Disturbance None { get; } = new(0, 0, 0);

    public bool IsNone => ShuffleSeconds == 0 && DuplicatePercent == 0;

    public IEnumerable<PreparedEvent> Apply(IReadOnlyList<PreparedEvent> events) =>
        events.SelectMany(Copies)
            .OrderBy(static copy => copy.Arrives)
            .ThenBy(static copy => copy.Event.Order)
            .ThenBy(static copy => copy.Number)
            .Select(static copy => copy.Event);

    private IEnumerable<(PreparedEvent Event, long Arrives, int Number)> Copies(PreparedEvent prepared)
    {
        yield return (prepared, Arrival(prepared, 0), 0);
        if (Draw(prepared, "duplicate", 0) % 100 < (ulong)DuplicatePercent)
        {
            yield return (prepared, Arrival(prepared, 1), 1);
        }
    }

    private long Arrival(PreparedEvent prepared, int number) =>
        prepared.Order.Ticks + (ShuffleSeconds == 0 ? 0 : (long)(Draw(prepared, "delay", number) % ((ulong)ShuffleSeconds * TimeSpan.TicksPerSecond)));

    private ulong Draw(PreparedEvent prepared, string what, int number) =>
        StableHash.Fingerprint(what, prepared.Record.Id, prepared.Account, number.ToString(CultureInfo.InvariantCulture), Seed.ToString(CultureInfo.InvariantCulture));
}
