using OrleansTwin.Model.Ids;
using OrleansTwin.Pipeline.Ports;

namespace OrleansTwin.Pipeline.Protocol;

/// <summary>Reads the image of a shard. Call it after the epoch is opened: from then on nobody else writes, so the tables are of one cut.</summary>
public static class ShardImageReader
{
    public static async Task<ShardImage> ReadAsync(ICutStore store, ShardId shard, CancellationToken cancellationToken)
    {
        var image = new ShardImage();
        foreach (var table in ShardImage.Tables)
        {
            await foreach (var (key, value) in store.ScanAsync(shard, table, string.Empty, cancellationToken))
            {
                image.Add(table, key, value);
            }
        }

        return image;
    }
}
