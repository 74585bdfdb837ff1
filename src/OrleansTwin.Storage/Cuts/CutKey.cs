using System.Text;
using OrleansTwin.Model.Ids;
using OrleansTwin.Pipeline.Ports;

namespace OrleansTwin.Storage.Cuts;

/// <summary>
/// Keys of rows: table byte, shard, NUL, row key, all UTF-8. One table of one shard is one range, its rows in order of their key's bytes.
/// </summary>
internal static class CutKey
{
    private const byte EpochTable = 0xff;

    // A lone surrogate would become U+FFFD and two keys one row: better no cut than a wrong one.
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static ReadOnlySpan<byte> EpochPrefix => [EpochTable];

    public static byte[] Row(ShardId shard, StoreTable table, string key)
    {
        var name = shard.ToString();
        var shardBytes = Strict.GetByteCount(name);
        var bytes = new byte[1 + shardBytes + 1 + Strict.GetByteCount(key)];
        bytes[0] = (byte)table;
        Strict.GetBytes(name, bytes.AsSpan(1));
        Strict.GetBytes(key, bytes.AsSpan(1 + shardBytes + 1));
        return bytes;
    }

    public static byte[] Epoch(ShardId shard) => [EpochTable, .. Strict.GetBytes(shard.ToString())];

    public static ShardId ShardOfEpoch(ReadOnlySpan<byte> key) => ShardId.Parse(Strict.GetString(key[1..]));

    public static string Text(ReadOnlySpan<byte> bytes) => Strict.GetString(bytes);

    /// <summary>Order of two row keys as the store has it: by their UTF-8 bytes, which differs from UTF-16 ordinal past U+FFFF.</summary>
    public static int Compare(string one, string other)
    {
        var length = Math.Min(one.Length, other.Length);
        for (var i = 0; i < length; i++)
        {
            var (a, b) = (one[i], other[i]);
            if (a != b)
            {
                // Surrogates stand for code points above all others.
                return char.IsSurrogate(a) == char.IsSurrogate(b) ? a.CompareTo(b) : char.IsSurrogate(a) ? 1 : -1;
            }
        }

        return one.Length.CompareTo(other.Length);
    }
}
