using OrleansTwin.Detection.Sigma;
using OrleansTwin.Detection.Sigma.Events;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Values;
using OrleansTwin.Normalization.Reading;

namespace OrleansTwin.Pipeline.Rules;

/// <summary>
/// Holds each record against the rules of its log, on the reader's worker and before any grain. Reuses its buffers, so one for a thread.
/// A rule that could not be decided is counted and is neither a match nor a miss.
/// </summary>
public sealed class RuleReader
{
    private const string CloudTrail = "aws.cloudtrail";

    private readonly SigmaLogMatcher? _matcher;
    private readonly SigmaEvent? _record;
    private readonly SigmaFindings? _findings;
    private readonly SortedDictionary<string, long> _undecided = new(StringComparer.Ordinal);

    public RuleReader(SigmaEngine? engine)
    {
        _matcher = engine?.For(CloudTrail);
        _record = _matcher?.NewEvent();
        _findings = _matcher?.NewFindings();
    }

    /// <summary>How often each rule could not be decided, and how often a record was too large or too deep to be held against any.</summary>
    public IReadOnlyDictionary<string, long> Undecided => _undecided;

    public RuleFindings Find(CloudEvent recorded, ReadOnlyMemory<byte> bytes)
    {
        if (_matcher is null || recorded.Flow is not null)
        {
            return RuleFindings.None;
        }

        var body = recorded.Format == RecordFormat.EventBridge ? EventBridgeBody.DetailOf(bytes) : bytes;
        var status = _record!.Read(body);
        if (status is not (SigmaReadStatus.Complete or SigmaReadStatus.Incomplete))
        {
            Count($"record: {status}");
            return RuleFindings.None;
        }

        _matcher.Evaluate(_record, _findings!);
        foreach (var failure in _findings!.Failures)
        {
            Count(_matcher.Rules[failure.Rule].Key);
        }

        return _findings.Matches.Count == 0 ? RuleFindings.None : Findings();
    }

    private RuleFindings Findings()
    {
        var hits = new List<RuleHit>();
        var kept = new List<RuleMatch>();
        foreach (var rule in _findings!.Matches)
        {
            if (_matcher!.Keep(rule, _record!) is { } match)
            {
                kept.Add(new(match.Rule, match.Values.Select(static field => new RuleMatchField(field.Key, field.Value.ToValueArray())).ToValueArray()));
            }

            if (!_matcher.Quiet[rule])
            {
                hits.Add(new(_matcher.Rules[rule].Metadata, _matcher.Explain(rule, _record!)));
            }
        }

        return new(hits, kept);
    }

    private void Count(string what) => _undecided[what] = _undecided.GetValueOrDefault(what) + 1;
}
