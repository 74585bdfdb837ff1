using System.Collections.Immutable;

namespace OrleansTwin.Access.Graph.Snapshots;

/// <summary>A data store of a snapshot.</summary>
/// <param name="Arn">Its ARN.</param>
/// <param name="Account">Its owner; null where neither ARN nor folder tell.</param>
/// <param name="Tags">As far as listed.</param>
public sealed record SnapshotStore(string Arn, string? Account, ImmutableSortedDictionary<string, string> Tags)
{
    /// <summary>For buckets: its block public access was in the snapshot, or its account's. Null for other stores.</summary>
    public bool? PublicAccessSeen { get; init; }
}
