using OrleansTwin.Model.Ids;
using OrleansTwin.Pipeline.Ports;
using OrleansTwin.Pipeline.Protocol.Rows;

namespace OrleansTwin.Pipeline.Protocol.Books;

/// <summary>How far each sender's messages are taken. Only the next number is accepted: an older one is a copy, a later one comes again.</summary>
internal sealed class Inbox
{
    private readonly Dictionary<ShardId, Lane> _lanes = [];

    public void Load(ShardImage image)
    {
        foreach (var (_, row) in image.All<LaneRow>(StoreTable.Received))
        {
            _lanes[row.Peer] = new() { Accepted = row.Last, Applied = row.Last, InCut = row.Last, Committed = row.Last };
        }
    }

    public bool IsNext(ShardId sender, long number) => number == Of(sender).Accepted + 1;

    public bool IsAccepted(ShardId sender, long number) => number <= Of(sender).Accepted;

    /// <summary>The last committed number, where it covers this one: the acknowledgement was lost.</summary>
    public long? CommittedOver(ShardId sender, long number) => number <= Of(sender).Committed ? Of(sender).Committed : null;

    public void Accept(ShardId sender) => Of(sender).Accepted++;

    /// <summary>Batches may end in any order, but a cut sees them all ended.</summary>
    public void Applied(ShardId sender, long number) => Of(sender).Applied = Math.Max(Of(sender).Applied, number);

    public void TakeRows(List<CutRow> rows)
    {
        foreach (var (sender, lane) in _lanes.Where(static lane => lane.Value.Applied > lane.Value.InCut))
        {
            lane.InCut = lane.Applied;
            rows.Add(new(StoreTable.Received, sender.ToString(), new LaneRow(sender, lane.InCut)));
        }
    }

    /// <summary>Senders with the numbers that the committed cut holds, where they grew.</summary>
    public IReadOnlyList<(ShardId Sender, long UpTo)> Committed()
    {
        var grown = _lanes.Where(static lane => lane.Value.InCut > lane.Value.Committed)
            .OrderBy(static lane => lane.Key.ToString(), StringComparer.Ordinal)
            .ToList();
        grown.ForEach(static lane => lane.Value.Committed = lane.Value.InCut);
        return [.. grown.Select(static lane => (lane.Key, lane.Value.Committed))];
    }

    private Lane Of(ShardId sender)
    {
        if (!_lanes.TryGetValue(sender, out var lane))
        {
            _lanes[sender] = lane = new();
        }

        return lane;
    }

    private sealed class Lane
    {
        public long Accepted { get; set; }

        public long Applied { get; set; }

        public long InCut { get; set; }

        public long Committed { get; set; }
    }
}
