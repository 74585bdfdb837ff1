using OrleansTwin.Pipeline.Protocol;

namespace OrleansTwin.Tests.Cluster.Simulation;

/// <summary>A source unit: an object that ends, or a partition that does not. What is acknowledged it may never offer again.</summary>
internal sealed class SimSource(string unit, bool ends)
{
    private long _next;
    private bool _finished;

    public string Unit { get; } = unit;

    public bool Ends { get; } = ends;

    public List<ShardRecord<SimRecord>> Records { get; } = [];

    public bool IsAcknowledged => Ends ? _finished : _next >= Records.Count;

    public void Add(ulong fingerprint, int hour, SimRecord record) => Records.Add(new()
    {
        Origin = new(Unit, Records.Count, null),
        Fingerprint = fingerprint,
        Hour = hour,
        Urgent = record.Urgent,
        Value = record,
    });

    public void Acknowledge(UnitPosition position)
    {
        _next = Math.Max(_next, position.Next);
        _finished |= position.Finished;
    }

    /// <summary>Some records that are not acknowledged, now and then out of order or twice.</summary>
    public List<ShardRecord<SimRecord>> Window(SimRandom random)
    {
        if (IsAcknowledged)
        {
            return [];
        }

        // An object that was not finished may be delivered again as a whole: any of its records may come once more.
        var next = Ends && random.Chance(40) ? random.Below((int)_next + 1) : (int)_next;
        var from = next + (random.Chance(25) ? random.Below(3) : 0);
        var records = Records.Skip(from).Take(1 + random.Below(5)).ToList();
        if (random.Chance(20))
        {
            records.Reverse();
        }

        if (random.Chance(10) && records.Count > 0)
        {
            records.Add(records[random.Below(records.Count)]);
        }

        return records;
    }
}
