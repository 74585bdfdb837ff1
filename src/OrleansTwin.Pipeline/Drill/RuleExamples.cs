using System.Text;
using OrleansTwin.Detection.Sigma;
using OrleansTwin.Model.Events;
using OrleansTwin.Pipeline.Coverage;
using OrleansTwin.Pipeline.Run;
using OrleansTwin.Sources;
using OrleansTwin.Sources.Formats;

namespace OrleansTwin.Pipeline.Drill;

/// <summary>Must-fire events of rules: by the call that they record, and by technique.</summary>
public sealed class RuleExamples
{
    private readonly Dictionary<string, string> _calls = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<FormatSignature> _further;

    public RuleExamples(SigmaEngine rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        var preparing = new RecordPreparing(null, null);
        var limits = RecordPreparing.With(SourceLimits.Default, null);
        _further = limits.Further;
        Cases = [.. rules.Logs.SelectMany(static log => log.Rules).DistinctBy(static rule => rule.Key).Select(static rule => (rule.Metadata, rule.Cases))
            .Concat(rules.Correlations.Select(static rule => (rule.Metadata, rule.Cases)))
            .OrderBy(static rule => rule.Metadata.Key, StringComparer.Ordinal)
            .SelectMany(static rule => rule.Cases.Where(static one => one.Fires && one.Events.Length > 0).Take(1).Select(one => (rule.Metadata, one)))];
        foreach (var json in Cases.SelectMany(static one => one.Case.Events))
        {
            if (FormatSniffer.FormatOf(Encoding.UTF8.GetBytes(json), limits.Further) == RecordFormat.CloudTrail && RuleNeedStage.Read(json, preparing, limits)?.Record is { Outcome: Outcome.Success } record)
            {
                _calls.TryAdd($"{record.Service.Split('.')[0]}:{record.Action}", json);
            }
        }
    }

    /// <summary>The first must-fire case of each rule, ordered by rule.</summary>
    public IReadOnlyList<(SigmaMetadata Rule, SigmaCase Case)> Cases { get; }

    /// <summary>Whether all events of the case are records of CloudTrail.</summary>
    public bool IsCloudTrail(SigmaCase example) => example.Events.All(json => FormatSniffer.FormatOf(Encoding.UTF8.GetBytes(json), _further) == RecordFormat.CloudTrail);

    /// <summary>A successful record of the call (<c>service:Name</c>); null where no rule carries one.</summary>
    public string? Of(string call) => _calls.GetValueOrDefault(call);
}
