using OrleansTwin.Grains.Entities;

namespace OrleansTwin.Grains.Ownership;

/// <summary>What the driver of a shard asks of the grain that it runs in.</summary>
internal interface IShardSurroundings
{
    /// <summary>Puts a hop mark on the impact stream; it may get lost there.</summary>
    Task PublishAsync(ImpactMark mark);

    /// <summary>Asks to be ticked after so long; the last word counts.</summary>
    void TickAfter(TimeSpan due);

    /// <summary>Something that whoever runs the silo should see.</summary>
    void Tell(string text);
}
