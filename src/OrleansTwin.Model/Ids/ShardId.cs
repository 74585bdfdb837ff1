using Orleans;

namespace OrleansTwin.Model.Ids;

/// <summary>
/// (tenant, cloud, account, part): the unit of order, commit and ownership. Part is 0 until a hot account is split.
/// Text form <c>tenant/cloud/account/part</c>.
/// </summary>
[GenerateSerializer, Immutable, Alias("ot.shard")]
public sealed record ShardId(
    [property: Id(0)] string Tenant,
    [property: Id(1)] Cloud Cloud,
    [property: Id(2)] string Account,
    [property: Id(3)] int Part = 0)
{
    public const string DefaultTenant = "default";

    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Tenant}/{Cloud.ToString().ToLowerInvariant()}/{Account}/{Part}");

    public static ShardId Parse(string text)
    {
        var parts = text.Split('/');
        return parts.Length == 4 && Enum.TryParse<Cloud>(parts[1], ignoreCase: true, out var cloud) && int.TryParse(parts[3], System.Globalization.CultureInfo.InvariantCulture, out var part)
            ? new(parts[0], cloud, parts[2], part)
            : throw new FormatException($"`{text}` is not a shard; expected tenant/cloud/account/part");
    }

    /// <summary>
    /// The grain key of an entity as this shard sees it: the home shard's entities stand under their bare id,
    /// what belongs to another account stands here as a local facet <c>id@account</c>.
    /// </summary>
    public string KeyOf(EntityId id)
    {
        var owner = id.AccountOf();
        var cloud = Cloud.ToString().ToLowerInvariant();
        return owner.Length == 0 || owner == Account
            ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Tenant}/{cloud}/{Account}/{Part}|{id.Value}")
            : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Tenant}/{cloud}/{Account}/{Part}|{id.Value}@{Account}");
    }
}
