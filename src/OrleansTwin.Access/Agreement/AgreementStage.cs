using OrleansTwin.Access.Decisions;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Values;
using OrleansTwin.Twin.Estates;

namespace OrleansTwin.Access.Agreement;

/// <summary>Holds logged calls against the twin's own access decisions as of each call (<see cref="CallJudge"/>) and counts. A function of the set of calls.</summary>
public static class AgreementStage
{
    /// <summary>Disagreements shown in a row.</summary>
    public const int ExamplesMax = 5;

    private const string Plain = "plain reads are not kept, so only writes, refusals and reads of data and secrets are held against the twin";
    private const string Control = "control policies of the organization were not seen and are taken to allow";
    private const string Endpoint = "policies of VPC endpoints were not seen and are taken to allow";

    /// <param name="calls">Notable events; others give other answers in other orders of arrival.</param>
    public static AgreementReport Of(IEnumerable<EventRecord> calls, IEstate estate)
    {
        var judge = new CallJudge(estate);
        var judged = calls.Where(static record => record.Notable && CallJudge.IsTest(record)).OrderBy(static record => record.Order).Select(record => (Record: record, Verdict: judge.Decide(record))).ToList();
        var decided = judged.Where(static one => one.Verdict.Allowed is not null).ToList();
        var rows = decided.GroupBy(static one => (one.Record.Account, one.Record.Service, Layer: Word(one.Verdict.Layer)))
            .OrderBy(static group => group.Key.Account, StringComparer.Ordinal).ThenBy(static group => group.Key.Service, StringComparer.Ordinal).ThenBy(static group => group.Key.Layer, StringComparer.Ordinal)
            .Select(static group =>
            {
                var wrong = group.Where(static one => !Agrees(one.Record, one.Verdict)).ToList();
                return new AgreementRow(group.Key.Account, group.Key.Service, group.Key.Layer, group.Count(), group.Count() - wrong.Count, wrong.Count, wrong.Take(ExamplesMax).Select(static one => Example(one.Record, one.Verdict)).ToValueArray());
            }).ToValueArray();
        var open = judged.Where(static one => one.Verdict.Allowed is null).GroupBy(static one => (one.Record.Account, one.Record.Service, Missing: one.Verdict.Why))
            .OrderBy(static group => group.Key.Account, StringComparer.Ordinal).ThenBy(static group => group.Key.Service, StringComparer.Ordinal).ThenBy(static group => group.Key.Missing, StringComparer.Ordinal)
            .Select(static group => new OpenCalls(group.Key.Account, group.Key.Service, group.Key.Missing, group.Count())).ToValueArray();
        return new(judged.Count, decided.Count, rows.Sum(static row => row.Agreed), rows.Sum(static row => row.Disagreed), [Control, Endpoint, Plain], rows, open);
    }

    private static bool Agrees(EventRecord record, CallVerdict verdict) => verdict.Allowed == (record.Outcome == Outcome.Success);

    private static AgreementExample Example(EventRecord record, CallVerdict verdict) => new(
        record.Id, record.Time, record.Actor.Id, $"{record.Service}:{record.Action}", record.Outcome == Outcome.Success ? "success" : "denied", verdict.Allowed == true ? "allowed" : "denied", verdict.Why);

    private static string Word(PolicyLayer layer) => char.ToLowerInvariant(layer.ToString()[0]) + layer.ToString()[1..];
}
