using System.Text;
using OrleansTwin.Detection.Sigma;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;
using OrleansTwin.Pipeline.Fold;
using OrleansTwin.Pipeline.Run;
using OrleansTwin.Sources;
using OrleansTwin.Sources.Formats;

namespace OrleansTwin.Pipeline.Coverage;

/// <summary>
/// The telemetry that rules need, read off the events that each carries to show that it fires: no second list to keep. They go through the readers
/// that logs go through.
/// </summary>
public static class RuleNeedStage
{
    /// <summary>Ordered by rule. A rule that only feeds a correlation and carries no event of its own is left out: the correlation's events show what is needed.</summary>
    public static IReadOnlyList<RuleNeed> Of(SigmaEngine engine)
    {
        ArgumentNullException.ThrowIfNull(engine);
        var preparing = new RecordPreparing(null, null);
        var limits = RecordPreparing.With(SourceLimits.Default, null);
        return
        [
            .. engine.Logs.SelectMany(static log => log.Rules.Where((rule, at) => !log.Quiet[at] || rule.Cases.Any(static one => one.Fires)).Select(rule => (Log: log.Log.Name, Rule: rule))).DistinctBy(static one => one.Rule.Key)
                .Select(one => Need(one.Rule.Metadata, one.Rule.Cases, one.Log, preparing, limits))
                .Concat(engine.Correlations.Select(rule => Need(rule.Metadata, rule.Cases, null, preparing, limits)))
                .OrderBy(static need => need.Rule, StringComparer.Ordinal),
        ];
    }

    /// <summary>One event of a case, as logs are read; null where it is no record of a known format.</summary>
    internal static PreparedEvent? Read(string json, RecordPreparing preparing, SourceLimits limits)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        var format = FormatSniffer.FormatOf(bytes, limits.Further);
        return format == RecordFormat.Unknown ? null : preparing.Prepare(new(new("case", 0), bytes, format, null, 0, 1), out _);
    }

    // An event that its format alone does not name (rules may show a part of a record) is one of the log that the rule names.
    private static RuleNeed Need(SigmaMetadata metadata, IReadOnlyList<SigmaCase> cases, string? log, RecordPreparing preparing, SourceLimits limits)
    {
        var other = LoggingKnowledge.Current.Others.FirstOrDefault(one => one.RuleLogs.Contains(log, StringComparer.Ordinal));
        var named = other is null ? null : new NeededRecord(other.Formats[0], null, false);
        var fires = cases.Where(static one => one.Fires).Select(one => one.Events.Select(json => Read(json, preparing, limits)).ToList()).Where(static events => events.Count > 0).ToList();
        var ways = fires.Select(events => events.Select(one => one is null ? named : Needed(one.Record)).ToList()).Where(static way => way.All(static one => one is not null))
            .Select(static way => way.OfType<NeededRecord>().Distinct().ToValueArray()).Distinct().ToValueArray();
        var cloud = fires.SelectMany(static events => events).OfType<PreparedEvent>().Select(static one => (Cloud?)one.Record.Cloud).FirstOrDefault() ?? CloudOf(log?.Split('.')[0]);
        return new(metadata.Key, cloud, metadata.Techniques.Order(StringComparer.Ordinal).ToValueArray(), metadata.Tactics.Order(StringComparer.Ordinal).ToValueArray(), ways);
    }

    /// <summary>The kind of record that a record is.</summary>
    internal static NeededRecord Needed(EventRecord record)
    {
        if (record.Source is not (RecordFormat.CloudTrail or RecordFormat.EventBridge))
        {
            return new(record.Source, null, record.Category == EventCategory.Data);
        }

        var type = LoggingKnowledge.Current.DataEventOf(record.Service, record.Action);
        var data = record.Category == EventCategory.Data || type is not null;
        return new(RecordFormat.CloudTrail, new(data, record.ReadOnly ?? false, record.Service, record.Action, type), data);
    }

    private static Cloud CloudOf(string? product) => product switch { "aws" => Cloud.Aws, "azure" => Cloud.Azure, "m365" => Cloud.Microsoft365, "gcp" => Cloud.Gcp, "kubernetes" => Cloud.Kubernetes, _ => Cloud.None };
}
