using System.Text.Json;

namespace OrleansTwin.Access.Graph.Snapshots;

/// <summary>The four switches of S3 block public access. The first and third only refuse later writes.</summary>
public sealed record PublicAccessBlock(bool BlockPublicAcls, bool IgnorePublicAcls, bool BlockPublicPolicy, bool RestrictPublicBuckets)
{
    public static PublicAccessBlock Off { get; } = new(false, false, false, false);

    public static PublicAccessBlock Of(JsonElement e) => new(
        SnapshotJson.Flag(e, "BlockPublicAcls"), SnapshotJson.Flag(e, "IgnorePublicAcls"), SnapshotJson.Flag(e, "BlockPublicPolicy"), SnapshotJson.Flag(e, "RestrictPublicBuckets"));

    /// <summary>Each switch that either has.</summary>
    public static PublicAccessBlock Stricter(PublicAccessBlock? one, PublicAccessBlock? other) => new(
        (one ?? Off).BlockPublicAcls || (other ?? Off).BlockPublicAcls,
        (one ?? Off).IgnorePublicAcls || (other ?? Off).IgnorePublicAcls,
        (one ?? Off).BlockPublicPolicy || (other ?? Off).BlockPublicPolicy,
        (one ?? Off).RestrictPublicBuckets || (other ?? Off).RestrictPublicBuckets);
}
