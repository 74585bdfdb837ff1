using OrleansTwin.Model.Ids;

namespace OrleansTwin.Tests.Cluster.Simulation;

/// <summary>The records of a seed, where their copies stand, and what they must have done in the end: the obvious fold over distinct records.</summary>
internal sealed class SimPlan
{
    public const int EntitiesOfShard = 4;

    private const ulong FingerprintSalt = 0x5EED5EED5EED5EEDUL;

    public SimPlan(SimRandom random)
    {
        Shards = [.. Enumerable.Range(1, 2 + random.Below(2)).Select(static n => new ShardId("sim", Cloud.Aws, n.ToString(System.Globalization.CultureInfo.InvariantCulture)))];
        Records = [.. Shards.Select(_ => new List<SimRecord>())];
        Sources = [.. Shards.Select((_, shard) => Units(shard, random))];
        for (var shard = 0; shard < Shards.Count; shard++)
        {
            Fill(shard, random);
        }
    }

    public IReadOnlyList<ShardId> Shards { get; }

    public IReadOnlyList<List<SimRecord>> Records { get; }

    public IReadOnlyList<IReadOnlyList<SimSource>> Sources { get; }

    public static EntityId Entity(int shard, int entity) => new(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"entity:{shard}/{entity}"));

    public static ulong Fingerprint(SimRecord record) => SimRandom.Mix(record.Id ^ FingerprintSalt);

    /// <summary>States at the end, without what is in the dead letters.</summary>
    public SimState[] Expected(int shard, Func<int, SimRecord, bool> isDeadRecord, Func<SimMessage, bool> isDeadMessage)
    {
        var states = new SimState[EntitiesOfShard];
        foreach (var record in Records[shard].Where(record => !isDeadRecord(shard, record)))
        {
            foreach (var entity in record.Entities)
            {
                states[entity] = states[entity].Touch(record.Id);
            }
        }

        for (var sender = 0; sender < Shards.Count; sender++)
        {
            foreach (var record in Records[sender].Where(record => record.Message?.ToShard == shard && !isDeadRecord(sender, record) && !isDeadMessage(record.Message)))
            {
                states[record.Message!.Entity] = states[record.Message.Entity].Touch(record.Message.Id);
            }
        }

        return states;
    }

    private static List<SimSource> Units(int shard, SimRandom random) =>
        [.. Enumerable.Range(0, 2 + random.Below(3)).Select(n => new SimSource($"{shard}-{n}", ends: n > 0))];

    private void Fill(int shard, SimRandom random)
    {
        var hour = 0;
        var count = 6 + random.Below(20);
        for (var n = 0; n < count; n++)
        {
            var record = Draw(shard, random);
            Records[shard].Add(record);
            hour += random.Chance(20) ? 1 : 0;
            var late = random.Chance(15) ? random.Below(4) : 0;
            var copies = random.Chance(35) ? 2 : 1;
            for (var copy = 0; copy < copies; copy++)
            {
                var sources = Sources[shard];
                sources[random.Below(sources.Count)].Add(Fingerprint(record), Math.Max(0, hour - late), record);
            }
        }
    }

    private SimRecord Draw(int shard, SimRandom random)
    {
        var entities = Enumerable.Range(0, EntitiesOfShard).Where(_ => random.Chance(40)).ToList();
        if (entities.Count == 0)
        {
            entities.Add(random.Below(EntitiesOfShard));
        }

        var message = random.Chance(35)
            ? new SimMessage(random.Next(), (shard + 1 + random.Below(Shards.Count - 1)) % Shards.Count, random.Below(EntitiesOfShard), random.Chance(50))
            : null;
        var poison = random.Chance(98) ? SimPoison.None : random.Chance(50) ? SimPoison.Throws : SimPoison.Crashes;
        return new(random.Next(), entities, message, random.Chance(30), poison);
    }
}
