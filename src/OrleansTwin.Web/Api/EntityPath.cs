namespace OrleansTwin.Web.Api;

/// <summary>
/// The entity of a path. Ids hold slashes, colons and percent signs, so they are read from the path as it was sent: one segment with its
/// slashes as <c>%2F</c>, or the rest of the path as it stands. A last segment that names a part of an entity is that part, unless its
/// slash is sent as <c>%2F</c>: <c>role%2Fhistory</c> is a role of that name.
/// </summary>
internal sealed record EntityPath(string Id, string Part)
{
    public const string Prefix = "/api/v1/entities/";

    /// <summary>Parts of an entity; the empty one is the entity itself.</summary>
    public static readonly IReadOnlyList<string> Parts = ["history", "baseline", "relations", "access", "blast-radius", "activity", "response"];

    /// <summary>Null where the target names no entity.</summary>
    public static EntityPath? Parse(string rawTarget)
    {
        var path = rawTarget.Split('?', 2)[0];
        if (!path.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return null;
        }

        var rest = path[Prefix.Length..];
        var part = Parts.FirstOrDefault(name => rest.EndsWith($"/{name}", StringComparison.Ordinal) && rest.Length > name.Length + 1) ?? string.Empty;
        var id = Uri.UnescapeDataString(part.Length == 0 ? rest : rest[..^(part.Length + 1)]);
        return id.Length == 0 ? null : new(id, part);
    }
}
