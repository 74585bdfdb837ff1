using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using OrleansTwin.Detection.Sigma.Compiling;
using OrleansTwin.Detection.Sigma.Correlation;
using OrleansTwin.Detection.Sigma.Events;

namespace OrleansTwin.Detection.Sigma;

/// <summary>The compiled rules of one log. Immutable and shared; what belongs to one event is in the event and the findings.</summary>
public sealed class SigmaLogMatcher
{
    private readonly SigmaPredicate[] _predicates;
    private readonly RuleIndex _index;
    private readonly bool[] _kept;
    private readonly int _timeSlot;
    private readonly int _idSlot;

    internal SigmaLogMatcher(SigmaLog log, ImmutableArray<SigmaRule> rules, CorrelationFields captured)
    {
        Rules = rules;
        Fields = new(log);
        _timeSlot = Fields.SlotOf(log.Time);
        _idSlot = Fields.SlotOf(log.Id);
        _predicates = [.. rules.Select(rule => NodeCompiler.Compile(rule.Detection, Fields))];
        _index = RuleIndex.Build(rules, Fields);
        Captured = [.. rules.Select(rule => captured.Of(rule.Key).Select(field => (field, Fields.SlotOf(field))).ToImmutableArray())];
        _kept = [.. rules.Select(rule => captured.IsKept(rule.Key))];
        Quiet = [.. rules.Select(rule => captured.IsQuiet(rule.Key))];
    }

    public SigmaLog Log => Fields.Log;

    public ImmutableArray<SigmaRule> Rules { get; }

    public SigmaFieldTable Fields { get; }

    /// <summary>Rules that only feed a correlation and do not speak for themselves.</summary>
    public ImmutableArray<bool> Quiet { get; }

    /// <summary>Rules looked at for every event, for lack of a value to find them by.</summary>
    public int UnindexedRules => _index.AlwaysCount;

    private ImmutableArray<ImmutableArray<(string Field, int Slot)>> Captured { get; }

    public SigmaEvent NewEvent() => new(Fields);

    public SigmaFindings NewFindings() => new(_predicates.Length);

    /// <summary>Decides every rule for the event. A regular expression that runs out of time is a failure of that rule only.</summary>
    public void Evaluate(ISigmaEvent record, SigmaFindings findings)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(findings);
        findings.Begin();
        _index.Collect(record, findings);
        foreach (var rule in findings.Candidates)
        {
            try
            {
                if (_predicates[rule](record))
                {
                    findings.AddMatch(rule);
                }
            }
            catch (RegexMatchTimeoutException exception)
            {
                findings.AddFailure(rule, $"`{exception.Pattern}` took longer than {exception.MatchTimeout.TotalMilliseconds} ms on a value.");
            }
        }

        findings.Sort();
    }

    /// <summary>Which selections, fields and values made the rule match this event; empty if it does not.</summary>
    public ImmutableArray<SigmaMatchedField> Explain(int rule, ISigmaEvent record) =>
        Explainer.Explain(Rules[rule].Detection, record, Fields);

    /// <summary>What a correlation keeps of a match. Null if the rule feeds none, or the event has no readable time.</summary>
    public SigmaKeptEvent? Keep(int rule, ISigmaEvent record)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (!_kept[rule])
        {
            return null;
        }

        var at = record.FirstValue(_timeSlot);
        if (at < 0 || !ValueReading.TryTime(record.TextOf(at), out var time))
        {
            return null;
        }

        var values = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<string>>(StringComparer.Ordinal);
        foreach (var (field, slot) in Captured[rule])
        {
            values[field] = Texts(record, slot);
        }

        var id = record.FirstValue(_idSlot);
        return new(time, id < 0 ? "" : Encoding.UTF8.GetString(record.TextOf(id)), Rules[rule].Key, values.ToImmutable());
    }

    private static ImmutableArray<string> Texts(ISigmaEvent record, int slot)
    {
        var texts = ImmutableArray.CreateBuilder<string>();
        for (var value = record.FirstValue(slot); value >= 0; value = record.NextValue(value))
        {
            if (record.KindOf(value) is not (SigmaValueKind.Null or SigmaValueKind.List))
            {
                texts.Add(Encoding.UTF8.GetString(record.TextOf(value)));
            }
        }

        return texts.ToImmutable();
    }
}
