using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Signals;
using OrleansTwin.Pipeline.Ports;
using OrleansTwin.Pipeline.Run;
using OrleansTwin.Twin.Lineage;
using OrleansTwin.Twin.State;

namespace OrleansTwin.Grains.Ownership;

/// <summary>What changed since the last cut, by reference; turned into rows away from the owner's turn.</summary>
public sealed class CutRows
{
    private readonly Dictionary<EntityId, EntityState> _entities = [];
    private readonly Dictionary<string, Signal?> _signals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FinishedImpact> _impacts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _marks = new(StringComparer.Ordinal);
    private readonly List<EventRecord> _events = [];
    private readonly List<Mint> _mints = [];
    private readonly List<KeyValuePair<string, byte[]>> _fingerprints = [];

    public int Count => _entities.Count + _signals.Count + _events.Count + _impacts.Count + _marks.Count;

    public IReadOnlyDictionary<EntityId, EntityState> Entities => _entities;

    public static string CauseKey(EventOrder order, EntityId entity) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{order.Ticks:D20}|{(byte)order.Phase}|{order.EventId}|{entity.Value}");

    public void Add(EntityState state) => _entities[state.Id] = state;

    public void Add(string origin, string id, Signal? signal) => _signals[$"{origin}\u001f{id}"] = signal;

    public void Add(EventRecord record) => _events.Add(record);

    public void Add(Mint mint) => _mints.Add(mint);

    public void Add(FinishedImpact finished) => _impacts[CauseKey(finished.Cause, finished.Changed)] = finished;

    public void Mark(EventOrder order, EntityId entity, bool open) => _marks[CauseKey(order, entity)] = open;

    public void AddFingerprints(IEnumerable<KeyValuePair<string, byte[]>> segments) => _fingerprints.AddRange(segments);

    /// <summary>The rows, to be written in one transaction.</summary>
    public List<StorePut> ToRows(RecordCodec codec, OwnerMeta meta)
    {
        var rows = new List<StorePut>(Count + 1) { StorePut.Set(StoreTable.Meta, OwnerMeta.Key, codec.Write(meta)) };
        rows.AddRange(_entities.Values.Select(state => StorePut.Set(StoreTable.Entity, state.Id.Value, codec.Write(state))));
        rows.AddRange(_signals.Select(pair => pair.Value is null ? StorePut.Delete(StoreTable.Signal, pair.Key) : StorePut.Set(StoreTable.Signal, pair.Key, codec.Write(pair.Value))));
        rows.AddRange(_events.Select(record => StorePut.Set(StoreTable.History, record.Id, codec.Write(record))));
        rows.AddRange(_mints.Select(mint => StorePut.Set(StoreTable.Mint, $"{mint.At.Ticks:D20}|{mint.At.EventId}", codec.Write(mint))));
        rows.AddRange(_fingerprints.Select(static pair => StorePut.Set(StoreTable.Fingerprint, pair.Key, pair.Value)));
        rows.AddRange(_impacts.Select(pair => pair.Value.Impact is null ? StorePut.Delete(StoreTable.Impact, pair.Key) : StorePut.Set(StoreTable.Impact, pair.Key, codec.Write(pair.Value.Impact))));
        rows.AddRange(_marks.Select(static pair => pair.Value ? StorePut.Set(StoreTable.Mark, pair.Key, ReadOnlyMemory<byte>.Empty) : StorePut.Delete(StoreTable.Mark, pair.Key)));
        return rows;
    }
}
