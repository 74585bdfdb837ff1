using System.Text.Json;
using OrleansTwin.Model.Json;
using OrleansTwin.Pipeline.Ports;
using OrleansTwin.Pipeline.Protocol.Rows;

namespace OrleansTwin.Pipeline.Protocol;

/// <summary>What the last cut says of a shard, without its entities and the owner's own tables.</summary>
public sealed class ShardImage
{
    private readonly Dictionary<(StoreTable Table, string Key), ReadOnlyMemory<byte>> _rows = [];

    /// <summary>Tables that the protocol reads when it opens a shard.</summary>
    public static IReadOnlyList<StoreTable> Tables { get; } =
        [StoreTable.Meta, StoreTable.Position, StoreTable.Fingerprint, StoreTable.Mark, StoreTable.Outbox, StoreTable.Received];

    /// <summary>A shard without a cut.</summary>
    public static ShardImage Empty => new();

    /// <summary>Epoch and number of the last cut; zeros where there is none.</summary>
    public CutMeta Meta => Read<CutMeta>(StoreTable.Meta, CutMeta.Key) ?? CutMeta.None;

    public void Add(StoreTable table, string key, ReadOnlyMemory<byte> value) => _rows[(table, key)] = value;

    internal T? Read<T>(StoreTable table, string key)
        where T : class => _rows.TryGetValue((table, key), out var bytes) ? JsonSerializer.Deserialize<T>(bytes.Span, TwinJson.Options) : null;

    internal IEnumerable<(string Key, T Row)> All<T>(StoreTable table, string prefix = "")
        where T : class => Bytes(table, prefix).Select(static pair => (pair.Key, JsonSerializer.Deserialize<T>(pair.Bytes.Span, TwinJson.Options)
            ?? throw new InvalidDataException($"The row `{pair.Key}` of a cut is empty.")));

    internal IEnumerable<(string Key, ReadOnlyMemory<byte> Bytes)> Bytes(StoreTable table, string prefix = "") =>
        _rows.Where(row => row.Key.Table == table && row.Key.Key.StartsWith(prefix, StringComparison.Ordinal))
            .Select(static row => (row.Key.Key, row.Value))
            .OrderBy(static row => row.Key, StringComparer.Ordinal);
}
