using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Signals;
using OrleansTwin.Pipeline.Ports;
using OrleansTwin.Pipeline.Run;
using OrleansTwin.Twin.Lineage;

namespace OrleansTwin.Grains.Ownership;

/// <summary>What changed since the last cut in the owner's own tables, by reference; turned into rows away from the owner's turn.</summary>
public sealed class CutRows
{
    private const char Separator = '\u001f';

    private readonly Dictionary<string, Signal?> _signals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FinishedImpact> _impacts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, EventRecord> _events = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PackedCopy?> _copies = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Mint?> _mints = new(StringComparer.Ordinal);

    public static string CauseKey(EventOrder order, EntityId entity) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{order.Ticks:D20}|{(byte)order.Phase}|{order.EventId}|{entity.Value}");

    /// <summary>The origin in the key of a signal's row.</summary>
    public static string OriginOf(string key) => key[..key.IndexOf(Separator, StringComparison.Ordinal)];

    public void Add(string origin, string id, Signal? signal) => _signals[$"{origin}{Separator}{id}"] = signal;

    public void Add(EventRecord record) => _events[record.Id] = record;

    /// <summary>The mint at a position, or null where there is none any more.</summary>
    public void Add(EventOrder at, Mint? mint) => _mints[MintKey(at)] = mint;

    public void Add(FinishedImpact finished) => _impacts[CauseKey(finished.Cause, finished.Changed)] = finished;

    /// <summary>An event that a better copy may still come of, or null where none is expected any more.</summary>
    internal void Add(ulong fingerprint, PackedCopy? held) => _copies[CopyKey(fingerprint)] = held;

    /// <summary>The rows, to be written in one transaction with those of the protocol.</summary>
    public List<StorePut> ToRows(RecordCodec codec, OwnerMeta meta)
    {
        var rows = new List<StorePut> { StorePut.Set(StoreTable.Meta, OwnerMeta.Key, codec.Write(meta)) };
        rows.AddRange(_signals.Select(pair => Row(codec, StoreTable.Signal, pair.Key, pair.Value)));
        rows.AddRange(_events.Select(pair => Row(codec, StoreTable.History, pair.Key, pair.Value)));
        rows.AddRange(_mints.Select(pair => Row(codec, StoreTable.Mint, pair.Key, pair.Value)));
        rows.AddRange(_impacts.Select(pair => Row(codec, StoreTable.Impact, pair.Key, pair.Value.Impact)));
        rows.AddRange(_copies.Select(static pair => pair.Value is { } held ? StorePut.Set(StoreTable.Copy, pair.Key, held.Bytes) : StorePut.Delete(StoreTable.Copy, pair.Key)));
        return rows;
    }

    private static StorePut Row<T>(RecordCodec codec, StoreTable table, string key, T? value)
        where T : class => value is null ? StorePut.Delete(table, key) : StorePut.Set(table, key, codec.Write(value));

    private static string CopyKey(ulong fingerprint) => fingerprint.ToString("x16", System.Globalization.CultureInfo.InvariantCulture);

    private static string MintKey(EventOrder at) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{at.Ticks:D20}|{at.EventId}");
}
