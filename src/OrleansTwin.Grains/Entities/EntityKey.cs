using OrleansTwin.Model.Ids;

namespace OrleansTwin.Grains.Entities;

/// <summary>A grain key taken apart: shard and entity.</summary>
public sealed record EntityKey(ShardId Shard, EntityId Id, bool IsFacet)
{
    public static EntityKey None { get; } = new(new ShardId(ShardId.DefaultTenant, Cloud.None, string.Empty), EntityId.None, false);

    public static EntityKey Parse(string key)
    {
        var bar = key.IndexOf('|', StringComparison.Ordinal);
        if (bar < 0)
        {
            throw new FormatException($"`{key}` is not an entity key; expected tenant/cloud/account/part|id");
        }

        var shard = ShardId.Parse(key[..bar]);
        var id = key[(bar + 1)..];
        var facet = "@" + shard.Account;
        var isFacet = id.EndsWith(facet, StringComparison.Ordinal) && shard.KeyOf(new(id[..^facet.Length])) == key;
        return new(shard, new(isFacet ? id[..^facet.Length] : id), isFacet);
    }
}
