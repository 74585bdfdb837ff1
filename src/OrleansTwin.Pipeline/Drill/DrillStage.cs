using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;
using OrleansTwin.Pipeline.Coverage;
using OrleansTwin.Pipeline.Fold;
using OrleansTwin.Pipeline.Local;
using OrleansTwin.Pipeline.Settle;

namespace OrleansTwin.Pipeline.Drill;

/// <summary>
/// Runs the records of a drill through the whole pipeline on a fork: the estate's own records with the drill's among them, folded anew and thrown
/// away. Steps that leave no record are not among them; what they would raise if they did comes from a second fork. The estate itself, its
/// baselines and counts, never hold a record of a drill.
/// </summary>
public sealed class DrillStage(IReadOnlyList<PreparedEvent> records, SettledView before, RunConfig config, RecordSight sight)
{
    public (IReadOnlyList<DrillRow> Rows, DrillResult Result) Run(string what, IReadOnlyList<DrillStep> steps)
    {
        var seen = steps.Select(SeenOf).ToList();
        var come = steps.Where((step, at) => step.Record is not null && seen[at].Seen.Sighting != Sighting.NotAtAll).Select(static step => step.Record!).ToList();
        var all = steps.Where(static step => step.Record is not null).Select(static step => step.Record!).ToList();
        var fork = Fold(come);
        var whole = all.Count == come.Count ? fork : Fold(all);
        var known = before.Signals.Select(static signal => signal.Id).ToHashSet(StringComparer.Ordinal);
        var rows = steps.Select((step, at) => Row(step, seen[at], Raised(step, seen[at].Seen.Sighting == Sighting.NotAtAll ? whole : fork, known))).ToList();
        return (rows, ResultOf(what, rows, fork, come));
    }

    /// <summary>The estate with further records: what a fork says at the end of input.</summary>
    private SettledView Fold(IEnumerable<PreparedEvent> more)
    {
        var result = LocalEngine.Run(records.Concat(more), StageBinding.Stages(config), ShardId.DefaultTenant);
        return SettledStage.Settle(result.Worlds, StageBinding.Views(config), config.Intel);
    }

    private (Seen Seen, IReadOnlyList<Advice> Advice) SeenOf(DrillStep step) => step.Needs is { } needs
        ? sight.Of(needs, step.Account, step.Region)
        : (new(Sighting.Unknown, SeenBasis.Nothing, step.Note ?? "it is not known which record it leaves"), []);

    private static DrillRow Row(DrillStep step, (Seen Seen, IReadOnlyList<Advice> Advice) seen, ValueArray<DrillSignal> raised) => new(
        "step", step.Number, step.Kind, step.Action, step.Actor, step.Target, step.Account, step.Region, step.Record?.Record.Id, step.Needs?.Words, seen.Seen, raised,
        seen.Seen.Sighting == Sighting.NotAtAll ? seen.Seen.Why : null, step.Note, step.Origin, seen.Advice.ToValueArray());

    // What the estate says anyway is not the step's; a signal whose evidence holds the step and that was not there before is.
    private static ValueArray<DrillSignal> Raised(DrillStep step, SettledView fork, HashSet<string> known) => step.Record is not { } record
        ? []
        : fork.Signals.Where(signal => !known.Contains(signal.Id) && signal.Evidence.Contains(record.Record.Id, StringComparer.Ordinal))
            .OrderByDescending(static signal => signal.Severity).ThenBy(static signal => signal.Rule, StringComparer.Ordinal)
            .Select(static signal => new DrillSignal(signal.Rule, signal.Title, signal.Severity, signal.Techniques)).Distinct().ToValueArray();

    private static DrillResult ResultOf(string what, List<DrillRow> rows, SettledView fork, List<PreparedEvent> come)
    {
        var ids = come.Select(static record => record.Record.Id).ToHashSet(StringComparer.Ordinal);
        var signals = fork.Signals.Where(signal => signal.Evidence.Any(ids.Contains)).Select(static signal => signal.Id).ToHashSet(StringComparer.Ordinal);
        var alerts = fork.Answer.Alerts.Where(alert => alert.Signals.Any(signals.Contains)).OrderByDescending(static alert => alert.Severity).ThenBy(static alert => alert.Id, StringComparer.Ordinal);
        var incidents = fork.Answer.Incidents.Where(incident => incident.Signals.Any(signals.Contains)).OrderByDescending(static incident => incident.Severity).ThenBy(static incident => incident.Id, StringComparer.Ordinal);
        var sighted = rows.Where(static row => row.Seen.Sighting != Sighting.NotAtAll).ToList();
        return new(
            "drill", what, rows.Count, sighted.Count(static row => !row.Raised.IsEmpty), sighted.Count(static row => row.Raised.IsEmpty), rows.Count - sighted.Count, rows.Count(static row => row.Seen.Sighting == Sighting.Unknown),
            alerts.Select(static alert => new DrillFinding(alert.Title, alert.Severity)).ToValueArray(), incidents.Select(static incident => new DrillFinding(incident.Title, incident.Severity)).ToValueArray());
    }
}
