using OrleansTwin.Model.Ids;
using OrleansTwin.Twin.Estates;

namespace OrleansTwin.Pipeline.Coverage;

/// <summary>
/// Whether the trails that the twin knows record reads of a store's content. A trail of which something that decides is not known leaves the answer
/// open; so does knowing no trail. Trails of which no record was seen (of the organization) may log more: false means no trail known here.
/// </summary>
internal static class ReadLogging
{
    /// <summary>True: a known trail records them. False: none of the known ones does, or no cloud log can. Null: not known.</summary>
    public static bool? IsLogged(EntityId id, EstateAsOf estate, TrailLedger trails)
    {
        var view = estate.View(id);
        if (id.Cloud != Cloud.Aws || LoggingKnowledge.Current.StoreOf(view.Type) is not { } store || store.ReadOf(id.Value) is not { } read)
        {
            return null;
        }

        var region = view.Region ?? (Arn.TryParse(id.Value, out var arn) ? arn.Region : string.Empty);
        var known = trails.OfKnown(read, AccountOf(id, view.Account), region);
        // Reads that are management events are recorded by default (AWS Secrets Manager and Systems Manager User Guides, "Logging with CloudTrail").
        return known ?? (read.IsData ? null : true);
    }

    // The ARN of a bucket names no account.
    private static string AccountOf(EntityId id, string? account) => id.AccountOf() is { Length: > 0 } named ? named : account ?? string.Empty;
}
