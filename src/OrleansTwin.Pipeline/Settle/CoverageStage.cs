using OrleansTwin.Incidents.Story;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Incidents;

namespace OrleansTwin.Pipeline.Settle;

/// <summary>What a set of records covers and what it cannot show.</summary>
public static class CoverageStage
{
    // Data events are off by default (AWS CloudTrail User Guide, "Logging data events"): that none came says nothing of reads.
    /// <summary>What accounts did not log at all, as far as the records tell.</summary>
    public static IReadOnlyList<BlindSpot> BlindSpots(IEnumerable<EventRecord> events) =>
        [.. events.Where(static record => record.Cloud == Cloud.Aws)
            .GroupBy(static record => record.Account)
            .Where(static account => account.All(static record => record.Category != EventCategory.Data))
            .OrderBy(static account => account.Key, StringComparer.Ordinal)
            .Select(static account => new BlindSpot(
                $"reads and writes of what is stored (objects, items, secrets by key) in account {account.Key}",
                "no data event of the account was in the input; they are off by default",
                "log data events of S3, DynamoDB and Lambda in a trail's event selectors"))];

    /// <summary>Each source of each account, with the times of its first and last record.</summary>
    public static IReadOnlyList<EvidenceSource> Sources(IEnumerable<EventRecord> events) =>
        [.. events.GroupBy(static record => (record.Source, record.Account))
            .OrderBy(static group => group.Key.Account, StringComparer.Ordinal)
            .ThenBy(static group => group.Key.Source)
            .Select(static group => new EvidenceSource
            {
                Name = $"{group.Key.Source} of {group.Key.Account}",
                From = group.Min(static record => record.Time),
                To = group.Max(static record => record.Time),
            })];
}
