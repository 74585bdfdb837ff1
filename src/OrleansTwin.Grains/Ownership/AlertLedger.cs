using System.Globalization;
using OrleansTwin.Model.Alerts;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;
using OrleansTwin.Pipeline;
using OrleansTwin.Pipeline.Ports;
using OrleansTwin.Twin.Estates;

namespace OrleansTwin.Grains.Ownership;

/// <summary>
/// Turns the present signals of a subject into alerts and what differs from the journal into revisions: open, amended, retracted.
/// What the journal already says is not said again, so a replay publishes nothing twice.
/// </summary>
public sealed class AlertLedger(DecisionStages stages, IJournal journal)
{
    private readonly Dictionary<EntityId, Dictionary<string, Alert>> _published = [];
    private readonly HashSet<EntityId> _touched = [];

    public void Touch(Signal? signal)
    {
        if (signal is not null)
        {
            _touched.Add(signal.Subject);
        }
    }

    public async Task PublishAsync(SignalLedger signals, IEstate estate, long latestTicks, TimeProvider clock)
    {
        if (_touched.Count == 0)
        {
            return;
        }

        var entries = new List<JournalEntry>();
        foreach (var subject in _touched.Order())
        {
            entries.AddRange(Revise(subject, [.. signals.OfSubject(subject)], KnownAt(subject, estate, latestTicks), clock));
        }

        _touched.Clear();
        if (entries.Count > 0)
        {
            await journal.AppendAsync(entries, CancellationToken.None);
        }
    }

    private IEnumerable<JournalEntry> Revise(EntityId subject, IReadOnlyList<Signal> signals, string knownAt, TimeProvider clock)
    {
        if (!_published.TryGetValue(subject, out var published))
        {
            _published[subject] = published = new(StringComparer.Ordinal);
        }

        var present = stages.Alerts(signals).ToDictionary(static alert => alert.Id, StringComparer.Ordinal);
        foreach (var (id, alert) in present.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
        {
            var known = published.GetValueOrDefault(id) ?? journal.LastOf(id)?.Alert;
            if (known is { State: not AlertState.Retracted } && Same(known, alert))
            {
                published[id] = known;
                continue;
            }

            var revision = (known?.Revision ?? 0) + 1;
            var revised = alert with { Revision = revision, State = revision == 1 ? AlertState.Open : AlertState.Amended };
            published[id] = revised;
            yield return Entry(revised, null, signals, knownAt, clock);
        }

        foreach (var (id, alert) in published.Where(pair => !present.ContainsKey(pair.Key)).ToList())
        {
            published.Remove(id);
            yield return Entry(alert with { Revision = alert.Revision + 1, State = AlertState.Retracted }, "an event that came later no longer bears it out", [], knownAt, clock);
        }
    }

    /// <summary>What the decision read: versions of rules, intelligence and configuration, changes known of the subject, event time seen.</summary>
    private string KnownAt(EntityId subject, IEstate estate, long latestTicks) => string.Create(
        CultureInfo.InvariantCulture,
        $"{stages.Versions}{(stages.Versions.Length > 0 ? " " : string.Empty)}entity={estate.LogOf(subject)?.Entries.Count ?? 0} events={new DateTimeOffset(Math.Max(0, latestTicks), TimeSpan.Zero).UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}");

    private static bool Same(Alert known, Alert alert) => (alert with { Revision = known.Revision, State = known.State, Incident = known.Incident, Status = known.Status }).Equals(known);

    private static JournalEntry Entry(Alert alert, string? reason, IReadOnlyList<Signal> signals, string knownAt, TimeProvider clock)
    {
        var ids = alert.Signals.ToHashSet(StringComparer.Ordinal);
        return new()
        {
            Alert = alert,
            Revision = alert.Revision,
            State = alert.State,
            Reason = reason,
            KnownAt = knownAt,
            SourceLagMs = (long)(clock.GetUtcNow() - alert.Time).TotalMilliseconds,
            Signals = signals.Where(signal => ids.Contains(signal.Id)).ToValueArray(),
        };
    }
}
