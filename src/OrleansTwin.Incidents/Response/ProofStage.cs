using OrleansTwin.Incidents.Correlation;
using OrleansTwin.Incidents.Knowledge;
using OrleansTwin.Incidents.Story;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Responses;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Incidents.Response;

/// <summary>
/// Watches the log for the proof of an action that somebody says was carried out. A call in the log proves that it was made; whether it holds is
/// seen by the silence of what was stopped, and silence counts only while the log is known to have been delivered.
/// </summary>
public static class ProofStage
{
    private const int EvidenceMax = 20;

    /// <param name="since">When it was carried out, as told.</param>
    /// <param name="events">Events of the history, in any order; more may be given.</param>
    /// <param name="seenUntil">Event time up to which the log was delivered (the watermark of its source).</param>
    public static ProofAnswer Of(PlanProof proof, DateTimeOffset since, IEnumerable<EventRecord> events, DateTimeOffset seenUntil)
    {
        ArgumentNullException.ThrowIfNull(proof);
        ArgumentNullException.ThrowIfNull(events);
        var deadline = since + proof.Within;
        var watched = events.Where(record => record.Time >= since && record.Time <= deadline).OrderBy(static record => record.Order).ToList();
        var calls = watched.Where(record => record.Outcome == Outcome.Success && IsCall(proof, record)).ToList();
        if (calls.Count == 0)
        {
            var failed = watched.Where(record => record.Outcome is Outcome.Denied or Outcome.Failure or Outcome.Throttled && IsCall(proof, record)).Take(EvidenceMax).Select(static record => record.Id).ToValueArray();
            return seenUntil < deadline ? new(ProofState.NotYet, failed.IsEmpty ? "the call is not in the log yet" : "the call was refused or failed; no other is in the log yet", failed)
                : new(ProofState.NotProven, failed.IsEmpty ? "the log was delivered for the whole time and does not hold the call" : "the call was refused or failed", failed);
        }

        var done = calls[0];
        if (proof.Silent.IsNone)
        {
            return new(ProofState.Proven, "the call is in the log and succeeded", [done.Id]);
        }

        var later = watched.Where(record => record.Time > done.Time + proof.Grace && record.Outcome == Outcome.Success && IsBy(proof.Silent, record)).Take(EvidenceMax).Select(static record => record.Id).ToValueArray();
        return !later.IsEmpty ? new(ProofState.NotProven, "the call is in the log, and what it should have stopped went on", later)
            : seenUntil < deadline ? new(ProofState.NotYet, "the call is in the log; what it stops is watched until the stated time is over", [done.Id])
            : new(ProofState.Proven, "the call is in the log, and what it stopped was silent until the stated time was over", [done.Id]);
    }

    private static bool IsCall(PlanProof proof, EventRecord record) =>
        (record.Service.Length == 0 || string.Equals(record.Service, proof.Service, StringComparison.OrdinalIgnoreCase))
        && proof.Operations.Any(operation => Pattern.Matches(operation, record.Action) || record.Action.EndsWith("." + operation, StringComparison.OrdinalIgnoreCase))
        && proof.Targets.Any(target => record.Targets.Any(one => EntityAlias.Of(one.Id) == EntityAlias.Of(target)));

    private static bool IsBy(EntityId actor, EventRecord record) =>
        !EventReading.IsTraffic(record)
        && (record.Actor.Id == actor.Value || (record.Actor.Credential is { } key && (EntityId.AccessKey(key) == actor || key == actor.Value)));
}
