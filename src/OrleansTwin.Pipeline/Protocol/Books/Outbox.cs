using System.Globalization;
using OrleansTwin.Model.Ids;
using OrleansTwin.Pipeline.Ports;
using OrleansTwin.Pipeline.Protocol.Rows;

namespace OrleansTwin.Pipeline.Protocol.Books;

/// <summary>
/// Messages to other shards. One is staged when the work that made it is applied, numbered when a cut is taken, sent when that cut is
/// committed, sent again until acknowledged, deleted by a later cut.
/// </summary>
internal sealed class Outbox
{
    private readonly SortedDictionary<string, Lane> _lanes = new(StringComparer.Ordinal);
    private readonly List<OutgoingMessage> _staged = [];
    private readonly List<string> _gone = [];
    private List<ShardMessage> _inCut = [];

    /// <summary>Messages staged or not acknowledged.</summary>
    public int Count { get; private set; }

    public void Load(ShardImage image)
    {
        foreach (var (_, row) in image.All<LaneRow>(StoreTable.Meta, LaneRow.SentPrefix))
        {
            LaneTo(row.Peer).Last = row.Last;
        }

        foreach (var (_, row) in image.All<MessageRow>(StoreTable.Outbox))
        {
            LaneTo(row.To).Waiting[row.Number] = new(row.To, row.Number, row.Payload, row.Urgent);
            Count++;
        }
    }

    public void Stage(OutgoingMessage message)
    {
        _staged.Add(message);
        Count++;
    }

    public void TakeRows(List<CutRow> rows)
    {
        rows.AddRange(_gone.Select(static key => new CutRow(StoreTable.Outbox, key, null)));
        _gone.Clear();
        _inCut = [];
        foreach (var staged in _staged)
        {
            var lane = LaneTo(staged.To);
            var message = new ShardMessage(staged.To, ++lane.Last, staged.Payload, staged.Urgent);
            _inCut.Add(message);
            rows.Add(new(StoreTable.Outbox, KeyOf(message), new MessageRow(message.To, message.Number, message.Payload.ToArray(), message.Urgent)));
        }

        foreach (var to in _staged.Select(static staged => staged.To).Distinct())
        {
            rows.Add(new(StoreTable.Meta, LaneRow.SentPrefix + to, new LaneRow(to, LaneTo(to).Last)));
        }

        _staged.Clear();
    }

    /// <summary>The messages that the committed cut gave their numbers; they may leave now.</summary>
    public IReadOnlyList<ShardMessage> Committed(long now)
    {
        foreach (var message in _inCut)
        {
            var lane = LaneTo(message.To);
            lane.SentTicks = lane.Waiting.Count == 0 ? now : lane.SentTicks;
            lane.Waiting[message.Number] = message;
        }

        var committed = _inCut;
        _inCut = [];
        return committed;
    }

    /// <summary>Whether messages were removed that a cut has to delete.</summary>
    public bool Acknowledge(ShardId receiver, long upTo)
    {
        var lane = LaneTo(receiver);
        var acknowledged = lane.Waiting.Values.TakeWhile(message => message.Number <= upTo).ToList();
        foreach (var message in acknowledged)
        {
            lane.Waiting.Remove(message.Number);
            _gone.Add(KeyOf(message));
        }

        Count -= acknowledged.Count;
        return acknowledged.Count > 0;
    }

    /// <summary>What waits in each lane that was last sent at or before <paramref name="until"/>, from its first number on.</summary>
    public IReadOnlyList<ShardMessage> Again(long until, long now, int max)
    {
        var again = new List<ShardMessage>();
        foreach (var lane in _lanes.Values.Where(lane => lane.Waiting.Count > 0 && lane.SentTicks <= until))
        {
            again.AddRange(lane.Waiting.Values.Take(max));
            lane.SentTicks = now;
        }

        return again;
    }

    /// <summary>When the lane that waits longest was last sent, or null.</summary>
    public long? OldestTicks => _lanes.Values.Where(static lane => lane.Waiting.Count > 0).Select(static lane => (long?)lane.SentTicks).Min();

    private Lane LaneTo(ShardId to)
    {
        var key = to.ToString();
        if (!_lanes.TryGetValue(key, out var lane))
        {
            _lanes[key] = lane = new();
        }

        return lane;
    }

    private static string KeyOf(ShardMessage message) => string.Create(CultureInfo.InvariantCulture, $"{message.To}#{message.Number:D19}");

    private sealed class Lane
    {
        /// <summary>Last number given.</summary>
        public long Last { get; set; }

        /// <summary>Committed and not acknowledged.</summary>
        public SortedDictionary<long, ShardMessage> Waiting { get; } = [];

        public long SentTicks { get; set; } = long.MinValue;
    }
}
