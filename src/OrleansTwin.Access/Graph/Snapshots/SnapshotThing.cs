using System.Text.Json;

namespace OrleansTwin.Access.Graph.Snapshots;

/// <summary>One described thing.</summary>
/// <param name="Kind">Name of its list (<c>Subnets</c>), or the call that describes one thing (<c>s3-get-bucket-policy</c>).</param>
/// <param name="Element">Its JSON, with the names of the command line.</param>
/// <param name="File">Where it stands; empty where it was put together from several.</param>
/// <param name="Region">Region of the folder or item; null where not told.</param>
/// <param name="Account">Account of the folder or item; null where not told.</param>
/// <param name="Argument">What the call was made for, where the file's name tells.</param>
/// <param name="Time">When it was so, where the item itself says.</param>
public sealed record SnapshotThing(string Kind, JsonElement Element, string File, string? Region, string? Account, string? Argument, DateTimeOffset? Time);
