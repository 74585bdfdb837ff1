using System.Text.Json;

namespace OrleansTwin.Access.Graph.Snapshots;

/// <summary>One described thing of a snapshot.</summary>
/// <param name="Element">Its JSON, with the names of the command line (<c>SubnetId</c>).</param>
/// <param name="File">Where it stands.</param>
/// <param name="Region">Region of the folder or item; null where not told.</param>
/// <param name="Account">Account of the folder or item; null where not told.</param>
/// <param name="Argument">What the call was made for, where the file's name tells: a bucket, a role, a key.</param>
internal sealed record SnapshotItem(JsonElement Element, string File, string? Region, string? Account, string? Argument)
{
    /// <summary>The call as the path names it, such as <c>s3-get-bucket-policy</c>.</summary>
    public string? Call { get; init; }

    /// <summary>When it was so, where the item itself says (AWS Config).</summary>
    public DateTimeOffset? Time { get; init; }
}
