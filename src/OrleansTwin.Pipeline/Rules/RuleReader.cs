using OrleansTwin.Detection.Sigma;
using OrleansTwin.Detection.Sigma.Events;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Values;
using OrleansTwin.Normalization.Reading;

namespace OrleansTwin.Pipeline.Rules;

/// <summary>
/// Holds each raw record against the rules of its log (<c>aws.cloudtrail</c>, <c>gcp.audit</c>, <c>azure.activitylogs</c>, … of
/// <c>Sigma/Mappings/logs.yml</c>), on the reader's worker and before any grain. Reuses its buffers, so one for a thread.
/// A rule that could not be decided is counted and is neither a match nor a miss.
/// </summary>
public sealed class RuleReader(SigmaEngine? engine)
{
    private const string CloudTrail = "aws.cloudtrail";

    private readonly Dictionary<string, RuleLog?> _logs = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _undecided = new(StringComparer.Ordinal);

    /// <summary>How often each rule could not be decided, and how often a record was too large or too deep to be held against any.</summary>
    public IReadOnlyDictionary<string, long> Undecided => _undecided;

    public RuleFindings Find(CloudEvent recorded, ReadOnlyMemory<byte> bytes)
    {
        if (recorded.Flow is not null || LogOf(recorded) is not { } log)
        {
            return RuleFindings.None;
        }

        var body = recorded.Format == RecordFormat.EventBridge ? EventBridgeBody.DetailOf(bytes) : bytes;
        var status = log.Record.Read(body);
        if (status is not (SigmaReadStatus.Complete or SigmaReadStatus.Incomplete))
        {
            Count($"record: {status}");
            return RuleFindings.None;
        }

        log.Matcher.Evaluate(log.Record, log.Findings);
        foreach (var failure in log.Findings.Failures)
        {
            Count(log.Matcher.Rules[failure.Rule].Key);
        }

        return log.Findings.Matches.Count == 0 ? RuleFindings.None : Findings(log);
    }

    // A log without rules is looked for once.
    private RuleLog? LogOf(CloudEvent recorded)
    {
        var name = recorded.Format is RecordFormat.CloudTrail or RecordFormat.EventBridge ? CloudTrail : recorded.RuleLog;
        if (name is null)
        {
            return null;
        }

        if (!_logs.TryGetValue(name, out var log))
        {
            _logs[name] = log = engine?.For(name) is { } matcher ? new(matcher, matcher.NewEvent(), matcher.NewFindings()) : null;
        }

        return log;
    }

    private static RuleFindings Findings(RuleLog log)
    {
        var hits = new List<RuleHit>();
        var kept = new List<RuleMatch>();
        foreach (var rule in log.Findings.Matches)
        {
            if (log.Matcher.Keep(rule, log.Record) is { } match)
            {
                kept.Add(new(match.Rule, match.Values.Select(static field => new RuleMatchField(field.Key, field.Value.ToValueArray())).ToValueArray()));
            }

            if (!log.Matcher.Quiet[rule])
            {
                hits.Add(new(log.Matcher.Rules[rule].Metadata, log.Matcher.Explain(rule, log.Record)));
            }
        }

        return new(hits, kept);
    }

    private void Count(string what) => _undecided[what] = _undecided.GetValueOrDefault(what) + 1;

    private sealed record RuleLog(SigmaLogMatcher Matcher, SigmaEvent Record, SigmaFindings Findings);
}
